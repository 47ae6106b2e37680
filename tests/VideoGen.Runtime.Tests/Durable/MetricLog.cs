using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace VideoGen.Runtime.Tests.Durable;

/// <summary>Collects what one engine's meter measures; other tests' engines go by.</summary>
public sealed class MetricLog : IDisposable
{
    readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measured = [];
    readonly MeterListener _listener = new();

    public MetricLog(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>As an exporter does: asks the gauges.</summary>
    public void Collect() => _listener.RecordObservableInstruments();

    /// <param name="tags">As <c>key=value</c>.</param>
    public IReadOnlyList<double> Of(string instrument, params string[] tags)
        => [.. from measured in _measured
               where measured.Instrument == instrument
                   && tags.All(tag => measured.Tags.Any(pair => tag == $"{pair.Key}={pair.Value}"))
               select measured.Value];

    public void Dispose() => _listener.Dispose();

    void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        => _measured.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary()));
}
