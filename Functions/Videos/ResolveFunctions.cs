using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Functions;

/// <summary>
/// The two ways out for a scene whose submit got no answer where the provider cannot tell: give the job's id, as the provider's own
/// pages show it, or accept the risk of paying twice and order again.
/// </summary>
public sealed class ResolveFunctions(
    VideoRepository videos, RenderJobRepository jobs, RenderJobDecisions decisions, VideoProviders providers, VideoViews views, VideoStarter starter)
{
    [Function(nameof(ResolveScene))]
    [Needs(Scope.Render)]
    public async Task<IResult> ResolveScene(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/scenes/{number:int}/resolve")] HttpRequest request,
        Guid id,
        int number,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var resolution = await JsonBody.ReadAsync<SceneResolution>(request, cancellationToken);
        if (Check(resolution) is { } error)
        {
            return Problems.Invalid([error]);
        }

        var video = await videos.GetAsync(id, cancellationToken);
        if (await decisions.FindInDoubtAsync(id, number, cancellationToken) is not { } jobId)
        {
            return NotInDoubt(number);
        }

        var job = await jobs.GetAsync(jobId, cancellationToken);
        if (resolution.Action == ResolutionAction.Collect && await CheckJobAsync(job, resolution.ProviderJobId!, cancellationToken) is { } problem)
        {
            return problem;
        }

        var result = resolution.Action == ResolutionAction.Collect
            ? await decisions.CollectAsync(job, resolution.ProviderJobId!, cancellationToken)
            : await decisions.ResubmitAsync(job, resolution.MaxCostUsd!.Value, Caller.Of(request).ApiKeyId, cancellationToken);
        switch (result)
        {
            case ResolutionResult.Done:
                await starter.WakeAsync(durable, new SceneKey(video.Key, number), cancellationToken);
                return await views.AcceptAsync(id, cancellationToken);
            case ResolutionResult.JobIsTaken:
                return Problems.Conflict("job_is_taken", "This job belongs to another attempt; look for the one that was made at the time of this scene's submit.");
            case ResolutionResult.OverLimit:
                return Problems.Conflict("over_limit", string.Create(CultureInfo.InvariantCulture,
                    $"With another attempt the video costs up to {video.CostUsd + job.ReservedUsd:0.00##} USD; name at least that as max_cost_usd."));
            default:
                return NotInDoubt(number);
        }
    }

    static FieldError? Check(SceneResolution resolution) => resolution switch
    {
        { Action: ResolutionAction.Collect, ProviderJobId: not { Length: > 0 and <= 200 } }
            => new("provider_job_id", "Give the job's id, as the provider's own pages show it."),
        { Action: ResolutionAction.Resubmit, MaxCostUsd: null }
            => new("max_cost_usd", "Name what the video may cost in all, the attempt in doubt counted as spent."),
        _ => CostLimit.Check(resolution.MaxCostUsd),
    };

    /// <summary>Asks the provider, so that a slip of the pen is not taken for a job.</summary>
    async Task<IResult?> CheckJobAsync(RenderJob job, string providerJobId, CancellationToken cancellationToken)
        => await providers.Get(job.Provider).GetAsync(job with { ProviderJobId = providerJobId }, cancellationToken) switch
        {
            JobAnswer.Missing => Problems.Invalid([new("provider_job_id", $"{job.Provider} knows no job {providerJobId}.")]),
            JobAnswer.NotSure => Problems.Later(StatusCodes.Status503ServiceUnavailable, "provider_unavailable",
                $"{job.Provider} could not be asked about this job; try again later.", seconds: 30),
            _ => null,
        };

    static IResult NotInDoubt(int number)
        => Problems.Conflict("not_in_doubt", $"Scene {number} has no attempt of which it is unknown whether the provider took it.");
}

public enum ResolutionAction
{
    /// <summary>The provider has the job; it is waited for and brought home.</summary>
    Collect,

    /// <summary>It is ordered again; the first attempt stays counted as spent.</summary>
    Resubmit,
}

/// <summary>Body of POST /api/v1/videos/{id}/scenes/{number}/resolve.</summary>
/// <param name="ProviderJobId">For collect.</param>
/// <param name="MaxCostUsd">For resubmit: what the video may cost in all.</param>
public sealed record SceneResolution(ResolutionAction Action, string? ProviderJobId = null, decimal? MaxCostUsd = null);
