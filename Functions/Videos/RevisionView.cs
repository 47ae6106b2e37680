using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>All revisions of a video's script and storyboard, oldest first.</summary>
public sealed record RevisionList(IReadOnlyList<RevisionEntry> Items);

/// <param name="Kind">script or storyboard; both are numbered together.</param>
/// <param name="BasedOn">The revision that it was made of; a storyboard's first is made of its script.</param>
/// <param name="Note">What was asked for, of a rewrite.</param>
/// <param name="Current">Whether it is the one that counts now, of its kind.</param>
public record RevisionEntry(
    int Revision,
    ReviewPoint Kind,
    string Digest,
    string Author,
    DateTime CreatedAt,
    RevisionOrigin Origin,
    int? BasedOn,
    string? Note,
    bool Approved,
    bool Current)
{
    public static RevisionEntry Of(StoredRevision row, Video video) => new(
        row.Revision, row.Point, row.Digest, row.Author, row.CreatedAt, row.Origin, row.BasedOn, row.Note, IsApproved(row, video), IsCurrent(row, video));

    protected static bool IsApproved(StoredRevision row, Video video)
        => row.Revision == (row.Point == ReviewPoint.Script ? video.ApprovedScriptRevision : video.ApprovedStoryboardRevision);

    protected static bool IsCurrent(StoredRevision row, Video video) => row.Revision == video.RevisionOf(row.Point);
}

/// <param name="Content">A script or a storyboard, by the kind.</param>
public sealed record RevisionWhole(
    int Revision,
    ReviewPoint Kind,
    string Digest,
    string Author,
    DateTime CreatedAt,
    RevisionOrigin Origin,
    int? BasedOn,
    string? Note,
    bool Approved,
    bool Current,
    object Content) : RevisionEntry(Revision, Kind, Digest, Author, CreatedAt, Origin, BasedOn, Note, Approved, Current)
{
    public static RevisionWhole With(StoredRevision row, Video video) => new(
        row.Revision, row.Point, row.Digest, row.Author, row.CreatedAt, row.Origin, row.BasedOn, row.Note, IsApproved(row, video), IsCurrent(row, video),
        (object?)row.Script ?? row.Storyboard!);
}

/// <summary>What has changed from one revision to another.</summary>
public sealed record RevisionChanges(int From, int To, IReadOnlyList<SceneChange> Changes);
