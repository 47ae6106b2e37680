namespace VideoGen.Infrastructure.Media;

/// <summary>The sound of a film in a file that is deleted when disposed.</summary>
internal sealed class FilmSound : IAsyncDisposable
{
    readonly List<string> files = [];

    /// <summary>A WAV as long as the film; <see langword="null"/> when there is neither music nor a scene with sound.</summary>
    public string? Path { get; private set; }

    public static async Task<FilmSound> WriteAsync(
        Film film, Timeline timeline, MediaOptions options, MediaProbe probe, CancellationToken cancellationToken)
    {
        var sound = new FilmSound();
        try
        {
            if (film.Sound is not null)
            {
                film.Sound.WriteWav(sound.Add(options), timeline.Seconds);
            }

            var speeches = await SpeechesAsync(film, timeline, probe, cancellationToken);
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

    static async Task<List<Speech>> SpeechesAsync(Film film, Timeline timeline, MediaProbe probe, CancellationToken cancellationToken)
    {
        var speeches = new List<Speech>();
        for (var i = 0; i < film.Scenes.Count; i++)
        {
            var time = timeline.Scenes[i];
            if (film.Scenes[i].AudioFrom is { } path && (await probe.ProbeAsync(path, cancellationToken)).AudioCodec is not null)
            {
                speeches.Add(new(path, (double)time.Start / Timeline.FramesPerSecond, (double)time.Frames / Timeline.FramesPerSecond));
            }
        }

        return speeches;
    }

    string Add(MediaOptions options)
    {
        files.Add(options.NewWorkFile(".wav"));
        return Path = files[^1];
    }
}
