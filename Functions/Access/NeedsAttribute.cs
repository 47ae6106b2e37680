using VideoGen.Domain;

namespace VideoGen.Functions.Access;

/// <summary>
/// What a caller of this HTTP function must be allowed to do. A function that says neither this nor <see cref="PublicAttribute"/> is for
/// operators.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(Scope scope) : Attribute
{
    public Scope Scope { get; } = scope;
}

/// <summary>Everybody may call this HTTP function.</summary>
/// <param name="because">What guards it instead, or why nothing needs to.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
