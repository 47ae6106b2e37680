using Microsoft.Azure.Functions.Worker;
using VideoGen.Functions.Access;

namespace VideoGen.Functions;

/// <summary>
/// Answers browsers that ask whether a page of another address may call. Routes with other methods do not match OPTIONS on the Functions
/// host, so one function takes it for all of them; <see cref="Cors"/> has set the headers by then.
/// </summary>
public static class PreflightFunctions
{
    [Function(nameof(Preflight))]
    [Public("says what Cors__AllowedOrigins says, whoever asks")]
    public static IResult Preflight([HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "{*path}")] HttpRequest request, string? path)
        => Results.NoContent();
}
