namespace VideoGen.Domain;

public sealed record ReviewQuery(RunKey Run, ReviewPoint Point);

public enum ReviewState
{
    Waiting,

    /// <summary>Approved, or no review was asked for.</summary>
    Approved,
    Stopped,

    /// <summary>A rewrite was asked for and is not written yet.</summary>
    Revising,
}

/// <param name="Left">While it waits: until its deadline, by the database's clock.</param>
public sealed record ReviewTurn(ReviewState State, TimeSpan Left = default);
