using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>What a preview is made of: the storyboard's stills and words in a small size, with the film's own music.</summary>
public sealed record AnimaticPlan(Storyboard Storyboard, IReadOnlyList<SceneBrief> Scenes, FilmSettings Settings, string AssetKey)
{
    /// <summary>Lines of the shorter side; enough to judge pace, picture and captions, and quick to draw.</summary>
    const int Lines = 480;

    /// <summary>Changes when the same storyboard would be filmed differently.</summary>
    const string Version = "animatic-film-1";

    public static AnimaticPlan For(Production production, Storyboard storyboard)
    {
        var options = production.Video.Options;
        var scenes = production.SceneBriefs(storyboard);
        var settings = new FilmSettings(FrameSize.Of(options.AspectRatio, Lines), options.Captions, SoundTrack.Of(production.Video.Id));
        var digest = Digest.Of(new { Version, storyboard, stills = scenes.Select(scene => scene.Still), settings.Size, settings.Captions });
        return new(storyboard, scenes, settings, AssetKeys.Animatic(production.Video.Id, digest));
    }
}
