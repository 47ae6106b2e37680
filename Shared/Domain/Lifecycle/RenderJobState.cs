namespace VideoGen.Domain;

/// <summary>One attempt to have a scene rendered by a provider.</summary>
public enum RenderJobState
{
    /// <summary>Recorded and paid for in advance; the provider may or may not have been called.</summary>
    Submitting,

    /// <summary>The provider gave a job id.</summary>
    Accepted,

    /// <summary>The provider proved that it did not take the job; another attempt is safe.</summary>
    Refused,

    /// <summary>Called, and nobody knows whether the job exists; counts as spent, and is never submitted again by itself.</summary>
    OutcomeUnknown,

    Succeeded,
    Failed,

    /// <summary>No longer waited for; it may still end and cost, so it counts as spent until that is known.</summary>
    GivenUp,
}
