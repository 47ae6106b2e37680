using System.Collections.Concurrent;

namespace VideoGen.ProviderSimulator.Models;

/// <summary>A call that a model answered.</summary>
/// <param name="Kind">text or image.</param>
/// <param name="Leaks">Texts of users that stood among the instructions.</param>
/// <param name="References">Pictures that came along.</param>
public sealed record ModelCall(string Provider, string Model, string Kind, int InputTokens, int OutputTokens, decimal Usd, IReadOnlyList<string> Leaks, int References);

/// <summary>What models were asked, for tests and people.</summary>
public sealed class ModelLog
{
    readonly ConcurrentQueue<ModelCall> _calls = new();

    public IReadOnlyList<ModelCall> Calls => [.. _calls];

    public void Add(ModelCall call) => _calls.Enqueue(call);

    public void Clear() => _calls.Clear();
}
