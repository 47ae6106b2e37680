using Microsoft.Extensions.Options;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>
/// Makes films: draws every frame in planar YUV and pipes it into an ffmpeg that only encodes. Progress goes from 0 to 1. On cancel
/// and on failure no process and no file is left behind.
/// </summary>
public sealed class FilmRenderer(IOptions<MediaOptions> options, MediaProbe probe, Fonts fonts)
{
    const int FramesBetweenReports = 10;

    /// <summary>Films one scene from its still: no captions, no sound, exactly <see cref="SceneBrief.ClipSeconds"/> long.</summary>
    /// <param name="still">Path of the picture.</param>
    /// <inheritdoc cref="RenderAsync"/>
    public Task RenderSceneClipAsync(
        SceneBrief brief, string still, string output, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var scene = new FilmScene(new StillFootage(still, brief.CameraMovement), brief.ClipSeconds, Transition.Cut);
        return RenderAsync(new Film(brief.Still.Size, [scene], Sound: null, EndsInBlack: false), output, progress, cancellationToken);
    }

    /// <summary>
    /// Joins the rendered clips of a storyboard: transitions, captions, music and what the clips say. As long as its scenes together.
    /// </summary>
    /// <param name="clips">Paths, one for each scene; each lasts as long as its scene and the overlap with the next.</param>
    /// <inheritdoc cref="RenderAsync"/>
    public Task AssembleAsync(
        Storyboard storyboard, IReadOnlyList<string> clips, FilmSettings settings, string output, IProgress<double>? progress,
        CancellationToken cancellationToken)
        => RenderAsync(FilmOf(storyboard, settings, clips, (_, clip) => new ClipFootage(clip)), output, progress, cancellationToken);

    /// <summary>Makes the whole film from stills in one pass: what a storyboard looks like before money is spent on clips.</summary>
    /// <param name="stills">Paths of pictures, one for each scene.</param>
    /// <inheritdoc cref="RenderAsync"/>
    public Task RenderAnimaticAsync(
        Storyboard storyboard, IReadOnlyList<string> stills, FilmSettings settings, string output, IProgress<double>? progress,
        CancellationToken cancellationToken)
        => RenderAsync(
            FilmOf(storyboard, settings, stills, (scene, still) => new StillFootage(still, scene.CameraMovement)), output, progress,
            cancellationToken);

    /// <param name="output">Path of the MP4; it appears, or is replaced, only when the film is complete.</param>
    /// <param name="progress">Told how much is drawn, 0 to 1; may be <see langword="null"/>.</param>
    /// <exception cref="FfmpegException">ffmpeg failed, or a clip cannot be read.</exception>
    /// <exception cref="InvalidDataException">A still cannot be read.</exception>
    /// <exception cref="MediaSetupException">ffmpeg or the font is not installed.</exception>
    public Task RenderAsync(Film film, string output, IProgress<double>? progress, CancellationToken cancellationToken)
        // Drawing keeps a thread busy for the whole film; the caller's is not the one.
        => Task.Run(() => RenderOnThisThreadAsync(film, output, progress, cancellationToken), cancellationToken);

    async Task RenderOnThisThreadAsync(Film film, string output, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var timeline = new Timeline(film, options.Value.FrameRate);
        var clips = await ProbeAsync(film, cancellationToken);
        await using var sound = await FilmSound.WriteAsync(film, timeline, clips, options.Value, cancellationToken);
        await using var encoder = FilmEncoder.Start(options.Value, film.Size, timeline.Frames, sound.Path, output, cancellationToken);
        await DrawAsync(film, timeline, clips, frame => encoder.WriteAsync(frame, cancellationToken), progress, cancellationToken);
        await encoder.CompleteAsync(cancellationToken);
        progress?.Report(1);
    }

    /// <summary>What each clip of the film is, by its path.</summary>
    async Task<IReadOnlyDictionary<string, MediaInfo>> ProbeAsync(Film film, CancellationToken cancellationToken)
    {
        var clips = new Dictionary<string, MediaInfo>();
        foreach (var path in film.Scenes.Select(scene => scene.Footage).OfType<ClipFootage>().Select(clip => clip.Path).Distinct())
        {
            clips[path] = await probe.ProbeAsync(path, cancellationToken);
        }

        return clips;
    }

    /// <summary>Draws a film's frames in order; a frame may be drawn over as soon as its write has ended.</summary>
    internal async Task DrawAsync(
        Film film, Timeline timeline, IReadOnlyDictionary<string, MediaInfo> clips, Func<Frame, Task> write, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        await using var screen = new FilmScreen(film, timeline, (scene, token) => OpenAsync(film, timeline, clips, scene, token));
        // While one frame is taken, the next is drawn.
        var (drawn, spare) = (new Frame(film.Size), new Frame(film.Size));
        var writing = Task.CompletedTask;
        try
        {
            for (var number = 0; number < timeline.Frames; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await screen.DrawAsync(number, drawn, cancellationToken);
                await writing;
                writing = write(drawn);
                (drawn, spare) = (spare, drawn);
                if (number % FramesBetweenReports == 0)
                {
                    progress?.Report((double)number / timeline.Frames);
                }
            }
        }
        finally
        {
            await writing;
        }
    }

    async Task<OpenScene> OpenAsync(
        Film film, Timeline timeline, IReadOnlyDictionary<string, MediaInfo> clips, int number, CancellationToken cancellationToken)
    {
        var (scene, time) = (film.Scenes[number], timeline.Scenes[number]);
        IFrameSource source = scene.Footage switch
        {
            StillFootage still => StillSource.Open(still.Path, still.Movement, film.Size, time.Frames),
            ClipFootage clip => ClipSource.Open(clip.Path, clips[clip.Path], film.Size, options.Value, cancellationToken),
            _ => throw new ArgumentException($"{scene.Footage.GetType().Name} cannot be filmed.", nameof(film)),
        };
        var seconds = timeline.SecondsOf(time.End - time.Start);
        var captions = string.IsNullOrWhiteSpace(scene.Caption) ? null : new CaptionTrack(fonts.Bold, scene.Caption, film.Size, seconds);
        return new(source, captions);
    }

    static Film FilmOf(
        Storyboard storyboard, FilmSettings settings, IReadOnlyList<string> files, Func<StoryboardScene, string, Footage> footageOf)
    {
        if (files.Count != storyboard.Scenes.Count)
        {
            throw new ArgumentException($"There are {storyboard.Scenes.Count} scenes and {files.Count} files.", nameof(files));
        }

        var scenes = storyboard.Scenes.Select((scene, i) => new FilmScene(
            footageOf(scene, files[i]), scene.DurationSeconds, scene.Transition, settings.Captions ? scene.Narration : null));
        return new Film(settings.Size, [.. scenes], settings.Sound);
    }
}
