using System.Text.Json;

namespace VideoGen.Infrastructure.Providers;

/// <summary>What came of one HTTP request to a provider.</summary>
internal abstract record WireAnswer
{
    /// <summary>Proven: nothing left this machine, as no connection came about.</summary>
    public sealed record NotSent(string Reason) : WireAnswer;

    /// <summary>It was sent, or may have been, and no whole answer came back.</summary>
    public sealed record Lost(string Reason) : WireAnswer;

    /// <param name="Body">Of kind <see cref="JsonValueKind.Undefined"/> when a refusal has no JSON in it; a success always has.</param>
    public sealed record Received(int Status, JsonElement Body, TimeSpan? RetryAfter) : WireAnswer
    {
        public bool IsSuccess => Status is >= 200 and <= 299;
    }
}
