namespace VideoGen.Domain;

/// <summary>Entries of the ledger, all in US dollars. What is reserved and neither settled nor released counts as spent.</summary>
public enum LedgerEntryKind
{
    /// <summary>Set aside before a provider is called.</summary>
    Reserve,

    /// <summary>Really charged; takes the place of the reservation.</summary>
    Settle,

    /// <summary>Given back: it is proven that the attempt costs nothing.</summary>
    Release,

    /// <summary>Given back after it was settled.</summary>
    Refund,
}
