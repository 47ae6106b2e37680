using System.Diagnostics.Metrics;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Counts what is asked of providers. All requests by those of method POST is what one order takes on average.</summary>
public static class ProviderMeter
{
    public const string Name = "VideoGen.Providers";

    static readonly Meter Meter = new(Name);

    static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "videogen.provider.requests", "{request}", "HTTP requests to the APIs of video providers; clips that are fetched are not among them.");

    /// <param name="outcome">The status, or <c>lost</c> or <c>not_sent</c> where there is none.</param>
    internal static void Count(string provider, HttpMethod method, string outcome) => Requests.Add(1,
        new KeyValuePair<string, object?>("provider", provider), new("method", method.Method), new("outcome", outcome));
}
