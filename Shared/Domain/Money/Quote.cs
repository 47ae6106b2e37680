namespace VideoGen.Domain;

/// <summary>What rendering a storyboard will cost at today's prices.</summary>
public sealed record Quote(IReadOnlyList<QuoteLine> Lines)
{
    public decimal TotalUsd => Lines.Sum(line => line.CostUsd);
}

/// <param name="Reused">A finished clip of the same content is taken; it costs nothing.</param>
public sealed record QuoteLine(int Scene, string Provider, string Model, double Seconds, decimal UsdPerSecond, decimal CostUsd, bool Reused);
