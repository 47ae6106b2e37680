namespace VideoGen.Runtime.Conformance.Tests.Hosts;

/// <summary>
/// What a backend can do beyond what every backend does; a test that needs it is skipped where it is missing. LocalRuntime does all that
/// the API promises, also what some backends of the real one leave out.
/// </summary>
/// <param name="RefusesRequests">Clients hear that an id is taken, unknown or finished, as from the Functions host.</param>
/// <param name="DetectsIllegalAwaits">An orchestrator that awaits what is not durable fails, as on the Functions host; elsewhere it
/// hangs.</param>
/// <param name="HasRecursion">Termination and purge reach sub-orchestrations when asked to.</param>
/// <param name="HonoursStartAt">An instance can be scheduled for later.</param>
/// <param name="LargePayload">Characters of a payload that is large here and still goes through.</param>
public sealed record Backend(
    bool RefusesRequests, bool DetectsIllegalAwaits, bool HasRecursion, bool HonoursStartAt, int LargePayload);
