using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>A scene that is being shown: its footage and its caption, opened shortly before they are needed.</summary>
internal sealed class OpenScene(IFrameSource source, CaptionTrack? captions) : IAsyncDisposable
{
    public IFrameSource Source => source;

    public CaptionTrack? Captions => captions;

    public ValueTask DisposeAsync() => source.DisposeAsync();
}

/// <summary>
/// Draws a film's frames one after the other. Only the scenes that are seen are open, and the next one opens in the background.
/// </summary>
internal sealed class FilmScreen(Film film, Timeline timeline, Func<int, CancellationToken, Task<OpenScene>> open) : IAsyncDisposable
{
    readonly Task<OpenScene>?[] scenes = new Task<OpenScene>?[film.Scenes.Count];
    readonly Frame leavingFrame = new(film.Size);
    readonly TransitionMixer mixer = new(film.Size);
    int current;

    /// <summary>Draws frame <paramref name="number"/>; they have to be asked for in order, from 0.</summary>
    public async ValueTask DrawAsync(int number, Frame frame, CancellationToken cancellationToken)
    {
        if (number == timeline.Scenes[current].End)
        {
            current++;
        }

        var time = timeline.Scenes[current];
        var scene = await Open(current, cancellationToken);
        await scene.Source.NextAsync(frame, cancellationToken);
        if (current > 0)
        {
            await MixLeavingSceneAsync(number, frame, cancellationToken);
        }

        scene.Captions?.LayOver(frame, timeline.SecondsOf(number - time.Start));
        if (time.Brightness(number) is var brightness and < Blend.Whole)
        {
            Blend.Towards(Frame.BlackLuma, frame.Y.Samples, Blend.Whole - brightness);
            Blend.Towards(Frame.NeutralChroma, frame.U.Samples, Blend.Whole - brightness);
            Blend.Towards(Frame.NeutralChroma, frame.V.Samples, Blend.Whole - brightness);
        }

        // A second ahead.
        if (current + 1 < scenes.Length && number >= time.End - timeline.FrameRate)
        {
            _ = Open(current + 1, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        for (var i = 0; i < scenes.Length; i++)
        {
            await CloseAsync(i);
        }
    }

    async ValueTask MixLeavingSceneAsync(int number, Frame frame, CancellationToken cancellationToken)
    {
        var leavingTime = timeline.Scenes[current - 1];
        var since = number - leavingTime.End;
        if (since >= leavingTime.Overlap)
        {
            await CloseAsync(current - 1);
            return;
        }

        var leaving = await Open(current - 1, cancellationToken);
        await leaving.Source.NextAsync(leavingFrame, cancellationToken);
        mixer.Mix(film.Scenes[current - 1].Transition, (since + 1.0) / (leavingTime.Overlap + 1), leavingFrame, frame);
    }

    Task<OpenScene> Open(int scene, CancellationToken cancellationToken)
        => scenes[scene] ??= Task.Run(() => open(scene, cancellationToken), cancellationToken);

    async ValueTask CloseAsync(int scene)
    {
        if (scenes[scene] is not { } opened)
        {
            return;
        }

        scenes[scene] = null;
        try
        {
            await (await opened).DisposeAsync();
        }
        catch (Exception) when (!opened.IsCompletedSuccessfully)
        {
            // A scene that could not be opened has nothing to close, and whoever drew it has seen why.
        }
    }
}
