namespace VideoGen.Runtime.Conformance.Tests.Hosts;

/// <summary>
/// What a backend can do beyond what every backend does. Azure Storage under the Functions host, the reference, can do all of it; a test
/// that needs one of these is skipped where it is missing.
/// </summary>
/// <param name="RefusesRequests">Clients hear that an id is taken, unknown or finished.</param>
/// <param name="DetectsIllegalAwaits">An orchestrator that awaits what is not durable fails; elsewhere it hangs.</param>
/// <param name="HasRecursion">Termination and purge reach sub-orchestrations.</param>
/// <param name="HonoursStartAt">An instance can be scheduled for later.</param>
/// <param name="LargePayload">Characters of a payload that is large here and still goes through.</param>
public sealed record Backend(
    bool RefusesRequests, bool DetectsIllegalAwaits, bool HasRecursion, bool HonoursStartAt, int LargePayload);
