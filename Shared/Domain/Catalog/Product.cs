namespace VideoGen.Domain;

/// <summary>What is advertised.</summary>
/// <param name="Facts">Short statements that may be claimed, the strongest first; a script claims nothing else.</param>
/// <param name="CallToAction">What the viewer shall do, such as "Order at hanbit.example".</param>
public sealed record Product(Guid BrandId, string Name, string Description, IReadOnlyList<string> Facts, string CallToAction);
