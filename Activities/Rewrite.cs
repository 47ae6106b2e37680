using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Activities;

/// <summary>Has the writer rewrite what a reviewer asked for. Repeated, it finds the ask answered and does nothing.</summary>
public sealed class Rewrite(
    ProductionLoader productions,
    RevisionRepository revisions,
    ReviewDecisions decisions,
    WritersRoom writers,
    StillStudio studio,
    StillLibrary stills)
{
    [Function(nameof(Steps.Rewrite))]
    public async Task<StepOutcome> RunAsync([ActivityTrigger] RunKey run, CancellationToken cancellationToken)
    {
        var production = await productions.FindAsync(run.VideoId, cancellationToken);
        if (production is not { Video: { Revising: { } asked, AwaitedReview: { } point } video } || video.Run != run.Run)
        {
            return StepOutcome.Stopped;
        }

        return point == ReviewPoint.Script
            ? await RewriteScriptAsync(production, asked, cancellationToken)
            : await RedrawAsync(production, asked, cancellationToken);
    }

    async Task<StepOutcome> RewriteScriptAsync(Production production, PendingRevise asked, CancellationToken cancellationToken)
    {
        var before = (await revisions.FindScriptAsync(production.Video, cancellationToken))!.Content;
        var written = await writers.ReviseAsync(production.Video.Key, production.WritingBrief, before, asked.Ask, cancellationToken);
        if (written.Content is not { } rewritten)
        {
            return await NotWrittenAsync(production.Video.Key, written.Failure, cancellationToken);
        }

        var after = asked.Ask.Merge(before, rewritten);
        return Obstacle(before, after, SceneRules.Check(after, production.Video.Options.DurationSeconds)) is { } failure
            ? await FailAsync(production.Video.Key, failure, cancellationToken)
            : Outcome(await decisions.KeepRewrittenAsync(production.Video.Key, asked, after, cancellationToken, written.Provenance));
    }

    async Task<StepOutcome> RedrawAsync(Production production, PendingRevise asked, CancellationToken cancellationToken)
    {
        var before = (await revisions.FindStoryboardAsync(production.Video, cancellationToken))!.Content;
        var drawn = await writers.ReviseAsync(production.Video.Key, production.WritingBrief, before, asked.Ask, cancellationToken);
        if (drawn.Content is not { } redrawn)
        {
            return await NotWrittenAsync(production.Video.Key, drawn.Failure, cancellationToken);
        }

        var after = asked.Ask.Merge(before, redrawn);
        if (Obstacle(before, after, SceneRules.Check(after, production.Video.Options.DurationSeconds)) is { } failure)
        {
            return await FailAsync(production.Video.Key, failure, cancellationToken);
        }

        await studio.PaintAsync(production, after, new Progress<double>(), cancellationToken);
        production = (await productions.FindAsync(production.Video.Id, cancellationToken))!;
        await stills.EnsureAsync(production.SceneBriefs(after), new Progress<double>(), cancellationToken);
        return Outcome(await decisions.KeepRewrittenAsync(production.Video.Key, asked, after, cancellationToken, drawn.Provenance));
    }

    async Task<StepOutcome> NotWrittenAsync(RunKey run, GenerationFailure? failure, CancellationToken cancellationToken)
        => failure is null ? StepOutcome.Stopped : await FailAsync(run, failure, cancellationToken);

    static GenerationFailure? Obstacle<T>(T before, T after, IReadOnlyList<FieldError> errors) => (Digest.Of(before) == Digest.Of(after), errors) switch
    {
        (true, _) => new("nothing_changed", "The writer has nothing else to say to this. Say more exactly what should change, or edit it yourself."),
        (_, [var error, ..]) => new("revise_unusable", "What the writer sent cannot be used. Nothing has changed; ask again.", Detail: $"{error.Field}: {error.Message}"),
        _ => null,
    };

    async Task<StepOutcome> FailAsync(RunKey run, GenerationFailure failure, CancellationToken cancellationToken)
        => Outcome(await decisions.FailRewriteAsync(run, failure, cancellationToken));

    static StepOutcome Outcome(bool written) => written ? StepOutcome.Done : StepOutcome.Stopped;
}
