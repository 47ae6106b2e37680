using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>
/// What people do with a script or storyboard that waits for them: edit it, or approve exactly what they saw at the price they saw.
/// </summary>
public sealed class ReviewFunctions(
    VideoRepository videos,
    VideoDecisions decisions,
    RevisionRepository revisions,
    ProductionLoader productions,
    StillLibrary stills,
    BrandBudgets budgets,
    Quoter quoter,
    ReviewAnswers answers,
    VideoStarter starter)
{
    [Function(nameof(PutScript))]
    [Needs(Scope.Plan)]
    public async Task<IResult> PutScript(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/videos/{id:guid}/script")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var expected = Preconditions.Require(request);
        var script = await JsonBody.ReadAsync<Script>(request, cancellationToken);
        var video = await videos.GetAsync(id, cancellationToken);
        if (SceneRules.Check(script, video.Options.DurationSeconds) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var decision = await decisions.EditScriptAsync(video, script, expected, Caller.Of(request).Name, cancellationToken);
        return await answers.AnswerAsync(request.HttpContext.Response, id, decision, cancellationToken);
    }

    [Function(nameof(PutStoryboard))]
    [Needs(Scope.Plan)]
    public async Task<IResult> PutStoryboard(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/videos/{id:guid}/storyboard")] HttpRequest request,
        Guid id, CancellationToken cancellationToken)
    {
        var expected = Preconditions.Require(request);
        var storyboard = await JsonBody.ReadAsync<Storyboard>(request, cancellationToken);
        var production = await productions.GetAsync(id, cancellationToken);
        if (SceneRules.Check(storyboard, production.Video.Options.DurationSeconds) is { Count: > 0 } errors)
        {
            return Problems.Invalid(errors);
        }

        var decision = await decisions.EditStoryboardAsync(production.Video, storyboard, expected, Caller.Of(request).Name, cancellationToken);
        if (decision == DecisionResult.Done)
        {
            await stills.EnsureAsync(production.SceneBriefs(storyboard), new Progress<double>(), cancellationToken);
        }

        return await answers.AnswerAsync(request.HttpContext.Response, id, decision, cancellationToken);
    }

    [Function(nameof(ApproveVideo))]
    [Needs(Scope.Plan)]
    public async Task<IResult> ApproveVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/approve")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var approval = await JsonBody.ReadAsync<Approval>(request, cancellationToken);
        if (approval.MaxCostUsd > 0)
        {
            Caller.Of(request).MustHave(Scope.Render, "To approve a price above 0.00");
        }

        var production = await productions.GetAsync(id, cancellationToken);
        var video = production.Video;
        if (video.AwaitedReview is not { } point)
        {
            return ReviewAnswers.Refusal(DecisionResult.WrongState, video);
        }

        var storyboard = await revisions.FindStoryboardAsync(video, cancellationToken);
        var quote = storyboard is not null
            ? await quoter.QuoteAsync(production, storyboard.Content, cancellationToken)
            : null;
        var current = new { revision = video.RevisionOf(point), quote };
        if (quote is not null && approval.MaxCostUsd is null)
        {
            return Problems.Invalid([new("max_cost_usd", "Name the price that you approve, as the quote shows it.")]);
        }

        if (approval.Revision != current.revision)
        {
            return Problems.Conflict("revision_moved",
                $"Revision {current.revision} is the current one, not {approval.Revision}. Look at it and approve that.", current);
        }

        // Who approves less than the stills need has the scenes rendered without them.
        var left = quote is { TotalUsd: > 0 } ? await budgets.LeftAsync(video.BrandId, cancellationToken) : null;
        if (quote is not null && quote.StillsExceed(approval.MaxCostUsd - video.CostUsd, left))
        {
            quote = await quoter.QuoteRenderingAsync(production, storyboard!.Content, cancellationToken);
        }

        if (quote is not null && video.CostUsd + quote.TotalUsd > approval.MaxCostUsd)
        {
            return Problems.Conflict("price_moved", string.Create(CultureInfo.InvariantCulture,
                $"Rendering costs {quote.TotalUsd:0.00##} USD now, above the {approval.MaxCostUsd:0.00##} USD that you approved. Nothing has run."), current);
        }

        if (quote?.Lines.FirstOrDefault(line => line.Obstacle is not null) is { } line && !video.Options.PartialDelivery)
        {
            return Problems.Conflict("no_provider_fits",
                $"No provider of this video can render scene {line.Scene}: {line.Obstacle}. Nothing has run.", current);
        }

        if (quote is { TotalUsd: > 0 } && quote.TotalUsd > left)
        {
            return Problems.Conflict("over_budget", string.Create(CultureInfo.InvariantCulture,
                $"Rendering costs {quote.TotalUsd:0.00##} USD, and the brand's monthly_budget_usd has {left:0.00##} USD left this month. "
                + $"Nothing has run."), current);
        }

        var decision = await decisions.ApproveAsync(
            id, point, approval.Revision, approval.MaxCostUsd ?? 0, Caller.Of(request).ApiKeyId, cancellationToken);
        if (decision == DecisionResult.Done)
        {
            await starter.WakeAsync(durable, video.Key, cancellationToken);
        }

        // Moved between the look above and the lock: as much a conflict as before it.
        return decision == DecisionResult.RevisionMoved
            ? Problems.Conflict("revision_moved", "Somebody else has made a newer revision. Look at it and approve that.",
                new { revision = (await videos.GetAsync(id, cancellationToken)).RevisionOf(point) })
            : await answers.AnswerAsync(request.HttpContext.Response, id, decision, cancellationToken);
    }
}

/// <summary>Body of POST /api/v1/videos/{id}/approve.</summary>
/// <param name="MaxCostUsd">The price as quoted, or more; needed for a storyboard.</param>
public sealed record Approval(int Revision, decimal? MaxCostUsd = null);
