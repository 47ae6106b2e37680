namespace VideoGen.Infrastructure.Media;

/// <summary>The sound of a film in a file that is deleted when disposed.</summary>
internal sealed class FilmSound : IAsyncDisposable
{
    readonly List<string> files = [];

    /// <summary>A WAV as long as the film; <see langword="null"/> when there is neither music nor a scene with sound.</summary>
    public string? Path { get; private set; }

    public static async Task<FilmSound> WriteAsync(
        Film film, Timeline timeline, IReadOnlyDictionary<string, MediaInfo> clips, MediaOptions options, CancellationToken cancellationToken)
    {
        var sound = new FilmSound();
        try
        {
            if (film.Sound is not null)
            {
                film.Sound.WriteWav(sound.Add(options), timeline.Seconds);
            }

            var speeches = Speeches(film, timeline, clips);
            if (speeches.Count > 0)
            {
                var music = sound.Path;
                await SpeechMix.WriteAsync(options, music, speeches, timeline.Seconds, sound.Add(options), cancellationToken);
            }

            return sound;
        }
        catch
        {
            await sound.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync()
    {
        files.ForEach(File.Delete);
        return ValueTask.CompletedTask;
    }

    static List<Speech> Speeches(Film film, Timeline timeline, IReadOnlyDictionary<string, MediaInfo> clips) =>
    [
        .. film.Scenes.Zip(timeline.Scenes)
            .Where(one => one.First.Footage is ClipFootage clip && clips[clip.Path].AudioCodec is not null)
            .Select(one => new Speech(
                ((ClipFootage)one.First.Footage).Path, timeline.SecondsOf(one.Second.Start), timeline.SecondsOf(one.Second.Frames))),
    ];

    string Add(MediaOptions options)
    {
        files.Add(options.NewWorkFile(".wav"));
        return Path = files[^1];
    }
}
