using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>How a revision came about.</summary>
/// <param name="BasedOn">The revision that it was made of.</param>
/// <param name="Note">What was asked for.</param>
/// <param name="Provenance">Who wrote it and what that cost, when it was no person.</param>
public sealed record RevisionChange(
    RevisionOrigin Origin, string Author, int? BasedOn = null, string? Note = null, Provenance? Provenance = null);

/// <summary>A row of <c>video_revisions</c>, of either kind.</summary>
public sealed record StoredRevision
{
    public required int Revision { get; init; }
    public required string Kind { get; init; }
    public required string Digest { get; init; }
    public required string Author { get; init; }
    public required DateTime CreatedAt { get; init; }
    public required string OriginWord { get; init; }
    public int? BasedOn { get; init; }
    public string? Note { get; init; }

    /// <summary>Left out of lists.</summary>
    public string? Content { get; init; }

    public RevisionOrigin Origin => Spelling.Parse<RevisionOrigin>(OriginWord);

    /// <summary>The review in which it is decided on.</summary>
    public ReviewPoint Point => Spelling.Parse<ReviewPoint>(Kind);

    public Script? Script => Content is not null && Point == ReviewPoint.Script ? DomainJson.Deserialize<Script>(Content) : null;

    public Storyboard? Storyboard => Content is not null && Point == ReviewPoint.Storyboard ? DomainJson.Deserialize<Storyboard>(Content) : null;
}
