using System.Globalization;
using System.Text.Json;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Money;

/// <summary>One movement of money.</summary>
/// <param name="Kind"><see cref="Charged"/>, <see cref="Refunded"/>, or <see cref="Moderated"/>: a charge that stays and bought
/// nothing.</param>
/// <param name="Usd">Positive; decimal text.</param>
public sealed record BillLine(DateTimeOffset At, string Provider, string Model, string JobId, string Kind, string Usd)
{
    public const string Charged = "charged", Refunded = "refunded", Moderated = "moderated";

    public decimal Amount => decimal.Parse(Usd, CultureInfo.InvariantCulture);
}

/// <summary>What the providers will ask for. A moderated line only points to a charge, so what is owed is charged less refunded.</summary>
public sealed class Bill
{
    readonly Lock _lock = new();
    readonly SimulatorOptions _options;
    readonly List<BillLine> _lines;

    public Bill(SimulatorOptions options)
    {
        _options = options;
        _lines = options.BillFile is { } file && File.Exists(file)
            ? [.. File.ReadLines(file).Select(Parse).OfType<BillLine>()]
            : [];
        if (_lines.Count > 0 && !File.ReadAllText(options.BillFile!).EndsWith('\n'))
        {
            File.AppendAllText(options.BillFile!, "\n");
        }
    }

    public IReadOnlyList<BillLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Charged less refunded.</summary>
    public decimal NetOf(string provider) => Net(Lines.Where(line => line.Provider == provider));

    public static decimal Net(IEnumerable<BillLine> lines)
        => lines.Sum(line => line.Kind == BillLine.Charged ? line.Amount : line.Kind == BillLine.Refunded ? -line.Amount : 0);

    /// <summary>A call of a model: charged when it is answered, whatever the answer is good for.</summary>
    public void Charge(string provider, string model, string id, decimal usd) => Add(provider, model, id, BillLine.Charged, usd);

    public void Accepted(Job job)
    {
        if (Prices.ChargesAtSubmit(job.Order.Provider))
        {
            Add(job, BillLine.Charged);
        }
    }

    public void Ended(Job job)
    {
        if (job.Failure is not { } failure)
        {
            if (!Prices.ChargesAtSubmit(job.Order.Provider))
            {
                Add(job, BillLine.Charged);
            }
        }
        else if (Prices.ChargesAtSubmit(job.Order.Provider))
        {
            if (!(Prices.Refunds(job.Order.Provider, failure) ?? !_options.ChargesUndocumentedFailures))
            {
                if (failure is Failure.InputModerated or Failure.OutputModerated)
                {
                    Add(job, BillLine.Moderated);
                }
            }
            else if (job.Fate?.Kind != FaultKinds.LateRefund)
            {
                Add(job, BillLine.Refunded);
            }
        }
    }

    /// <summary>The refund of a job whose fault is that it comes late, whatever the provider.</summary>
    public async Task RefundLaterAsync(Job job, CancellationToken cancellationToken)
    {
        if (job.Fate is { } fate && fate.Kind == FaultKinds.LateRefund && Prices.ChargesAtSubmit(job.Order.Provider))
        {
            await Task.Delay(TimeSpan.FromSeconds(fate.Seconds), cancellationToken);
            Add(job, BillLine.Refunded);
        }
    }

    void Add(Job job, string kind) => Add(job.Order.Provider, job.Order.Model, job.Id, kind, job.Order.Usd);

    void Add(string provider, string model, string id, string kind, decimal usd)
    {
        var line = new BillLine(DateTimeOffset.UtcNow, provider, model, id, kind, usd.ToString("0.00##", CultureInfo.InvariantCulture));
        lock (_lock)
        {
            _lines.Add(line);
            if (_options.BillFile is { } file)
            {
                File.AppendAllText(file, JsonSerializer.Serialize(line) + "\n");
            }
        }
    }

    /// <returns><see langword="null"/> for a line that was cut off when the simulator was killed.</returns>
    static BillLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<BillLine>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
