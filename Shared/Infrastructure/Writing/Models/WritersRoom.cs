using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What came of a piece of writing.</summary>
/// <param name="Content"><see langword="null"/> when no writer could do it, or the video is over.</param>
/// <param name="Failure">Why there is none; <see langword="null"/> when the video is over.</param>
public sealed record Writing<T>(T? Content, Provenance? Provenance, GenerationFailure? Failure) where T : class;

/// <summary>
/// Has scripts written and storyboards drawn by the writers that a video names, in their order: each gets one repair, then the next is
/// asked.
/// </summary>
public sealed class WritersRoom(IScriptWriter offlineWriter, IStoryboardArtist offlineArtist, ModelCatalog catalog, ModelDesk desk, ModelCalls calls)
{
    /// <summary>Changes when the offline writer would write the same brief otherwise.</summary>
    const string OfflineModel = "offline-1";

    readonly Editor _editor = new(desk, calls);

    public Task<Writing<Script>> WriteAsync(RunKey run, WritingBrief brief, CancellationToken cancellationToken)
        => GoAsync(run, brief, () => new ScriptAssignment(brief), token => offlineWriter.WriteAsync(brief, token), cancellationToken);

    public Task<Writing<Storyboard>> DrawAsync(RunKey run, WritingBrief brief, Script script, CancellationToken cancellationToken)
        => GoAsync(run, brief, () => new StoryboardAssignment(brief, script), token => offlineArtist.DrawAsync(script, brief, token), cancellationToken);

    public Task<Writing<Script>> ReviseAsync(
        RunKey run, WritingBrief brief, Script script, Revising ask, CancellationToken cancellationToken)
        => GoAsync(run, brief, () => new ScriptAssignment(brief, script, ask), token => offlineWriter.ReviseAsync(brief, script, ask, token), cancellationToken);

    public Task<Writing<Storyboard>> ReviseAsync(
        RunKey run, WritingBrief brief, Storyboard storyboard, Revising ask, CancellationToken cancellationToken)
        => GoAsync(run, brief, () => new StoryboardAssignment(brief, storyboard, ask), token => offlineArtist.ReviseAsync(brief, storyboard, ask, token), cancellationToken);

    async Task<Writing<T>> GoAsync<T>(
        RunKey run, WritingBrief brief, Func<Assignment<T>> assign, Func<CancellationToken, Task<T>> offline, CancellationToken cancellationToken) where T : class
    {
        var passedOver = new List<Fallback>();
        var assignment = assign();
        foreach (var name in brief.Options.Writers ?? [ModelCatalog.Offline])
        {
            if (name == ModelCatalog.Offline)
            {
                return new(await offline(cancellationToken), new Provenance(name, OfflineModel, null, 0, 0, 0).After(passedOver), null);
            }

            if (catalog.FindText(name) is not { } choice)
            {
                passedOver.Add(new(name, FallbackCode.NotConfigured, "It is no longer in the settings."));
                continue;
            }

            var tried = await _editor.TryAsync(new(run, assignment.Kind, assignment.Purpose), choice, assignment, cancellationToken);
            if (tried.Stopped)
            {
                return new(null, null, null);
            }

            if (tried.Content is not null)
            {
                return new(tried.Content, tried.Provenance.After(passedOver), null);
            }

            passedOver.Add(tried.Failure!.Of(name));
        }

        var what = Spelling.Of(assignment.Kind);
        // A limit that stands in the way is worth a code of its own: a retry with a higher one goes on.
        var limit = passedOver.LastOrDefault(one => one.Code is FallbackCode.OverLimit or FallbackCode.OverBudget or FallbackCode.OverKeyCap);
        var code = limit is null ? $"{what}_failed" : Spelling.Of(limit.Code);
        return new(null, null, new(code, $"No writer of this video could do the {what}.", Detail: Fallback.Saying(passedOver)) { Fallbacks = passedOver });
    }
}
