using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>When a scene is on, in frames of the film.</summary>
/// <param name="End">The next scene's start.</param>
/// <param name="Overlap">Frames after <paramref name="End"/> in which this scene is still seen, under the next.</param>
/// <param name="FadeIn">Frames in which it comes out of black.</param>
/// <param name="FadeOut">Frames, up to <paramref name="End"/>, in which it goes into black.</param>
internal sealed record SceneTime(int Start, int End, int Overlap, int FadeIn, int FadeOut)
{
    /// <summary>Frames that its footage has to give.</summary>
    public int Frames => End - Start + Overlap;

    /// <summary>How much of the picture is left at a frame between black (0) and <see cref="Blend.Whole"/>.</summary>
    public int Brightness(int frame)
    {
        var rising = FadeIn == 0 ? 1 : (double)(frame - Start) / FadeIn;
        var falling = FadeOut == 0 ? 1 : (double)(End - 1 - frame) / FadeOut;
        return (int)Math.Round(Blend.Whole * Math.Clamp(Math.Min(rising, falling), 0, 1));
    }
}

/// <summary>Lays scenes end to end. Starts are rounded from the sum of the seconds, so that rounding never adds up.</summary>
internal sealed class Timeline
{
    public Timeline(Film film, int frameRate)
    {
        FrameRate = frameRate;
        var fadeFrames = frameRate / 2;
        var scenes = film.Scenes;
        if (scenes.Count == 0)
        {
            throw new ArgumentException("A film has at least one scene.", nameof(film));
        }

        var starts = new int[scenes.Count + 1];
        var seconds = 0.0;
        for (var i = 0; i < scenes.Count; i++)
        {
            seconds += scenes[i].DurationSeconds;
            starts[i + 1] = (int)Math.Round(seconds * frameRate, MidpointRounding.AwayFromZero);
        }

        Scenes = new SceneTime[scenes.Count];
        for (var i = 0; i < scenes.Count; i++)
        {
            var isLast = i == scenes.Count - 1;
            var next = isLast ? 0 : starts[i + 2] - starts[i + 1];
            var overlap = isLast ? 0 : (int)Math.Round(SceneBrief.OverlapSeconds(scenes[i].Transition) * frameRate);
            var fadesOut = isLast ? film.EndsInBlack : scenes[i].Transition == Transition.FadeThroughBlack;
            var fadesIn = i > 0 && scenes[i - 1].Transition == Transition.FadeThroughBlack;
            // A very short next scene may not be left before it has been seen alone.
            Scenes[i] = new(starts[i], starts[i + 1], Math.Min(overlap, next), fadesIn ? fadeFrames : 0, fadesOut ? fadeFrames : 0);
        }
    }

    public SceneTime[] Scenes { get; }

    public int Frames => Scenes[^1].End;

    public double Seconds => SecondsOf(Frames);

    /// <summary>Frames a second.</summary>
    public int FrameRate { get; }

    public double SecondsOf(int frames) => (double)frames / FrameRate;
}
