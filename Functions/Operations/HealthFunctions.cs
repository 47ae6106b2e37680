using Microsoft.Azure.Functions.Worker;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;

namespace VideoGen.Functions;

/// <summary>For load balancers: whether the process lives, and whether everything that it needs answers.</summary>
public sealed class HealthFunctions(Readiness readiness)
{
    [Function(nameof(GetLiveness))]
    [Public("for load balancers; says nothing else")]
    public static IResult GetLiveness([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request)
        => JsonBody.Ok(new { status = "live" });

    [Function(nameof(GetReadiness))]
    [Public("for load balancers")]
    public async Task<IResult> GetReadiness(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/ready")] HttpRequest request, CancellationToken cancellationToken)
        => await readiness.FindFaultAsync(cancellationToken) is { } fault
            ? Problems.Later(StatusCodes.Status503ServiceUnavailable, "not_ready", fault, seconds: 5)
            : JsonBody.Ok(new { status = "ready" });
}
