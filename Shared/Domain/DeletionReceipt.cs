namespace VideoGen.Domain;

/// <summary>What was removed with a video.</summary>
/// <param name="Cancelled">It was under way, and was cancelled first.</param>
/// <param name="Finished">Nothing of it is left; otherwise work on it did not end in time, and the rest is removed when it has.</param>
/// <param name="Rows">By table. What it has cost stays in the ledger.</param>
/// <param name="Assets">Files; those that other videos show stay.</param>
/// <param name="Bytes">Of the files.</param>
/// <param name="Instances">Orchestrations, with their histories.</param>
/// <param name="JobsUnderWay">That a provider still has: they are followed until it is known what they cost, and then removed as well.</param>
public sealed record DeletionReceipt(
    Guid Id, bool Cancelled, bool Finished, IReadOnlyDictionary<string, int> Rows, int Assets, long Bytes, int Instances, int JobsUnderWay);
