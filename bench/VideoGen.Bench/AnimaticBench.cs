using System.Diagnostics;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;
using VideoGen.Media.Tests;

namespace VideoGen.Bench;

/// <summary>
/// Compares the renderer with its floor: the same ffmpeg with the same arguments, fed with the film's own frames ready made. What is
/// above 1 is what drawing costs.
/// </summary>
internal static class AnimaticBench
{
    const double MostRatio = 1.2;
    const double MostMegabytes = 600;
    const double MostCameraError = 0.05;
    static readonly Dictionary<string, MediaInfo> NoClips = [];

    /// <returns>0 when every goal was met, 1 otherwise.</returns>
    public static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("videogen-bench-").FullName;
        // Memory, where the machine has it as a folder: 2.8 GB of frames must not wait for a disk.
        var frames = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : folder, $"videogen-bench-{Environment.ProcessId}.yuv");
        try
        {
            Console.WriteLine($"{BenchFilm.Seconds} s, {BenchFilm.Size}, preset {BenchFilm.Options.Preset}, CRF {BenchFilm.Options.Crf}, "
                + $"{Environment.ProcessorCount} processors, vectors of {System.Numerics.Vector<byte>.Count * 8} bits");
            BenchFilm.PaintStills(folder);
            await KeepFramesAsync(folder, frames);
            return await CompareAsync(folder, frames, rounds) & await MeasureCameraAsync(folder) ? 0 : 1;
        }
        finally
        {
            File.Delete(frames);
            Directory.Delete(folder, recursive: true);
        }
    }

    static async Task<bool> CompareAsync(string folder, string frames, int rounds)
    {
        var sound = Path.Combine(folder, "sound.wav");
        new SoundTrack(7).WriteWav(sound, BenchFilm.Seconds);
        var count = (int)(BenchFilm.Seconds * BenchFilm.Options.FrameRate);
        var floorArguments = FilmEncoder.Arguments(BenchFilm.Options, BenchFilm.Size, count, sound, Path.Combine(folder, "floor.mp4"))
            .Select(argument => argument == "-" ? frames : argument).Prepend("error").Prepend("-loglevel").ToArray();
        var (floors, films) = (new List<Run>(), new List<Run>());
        for (var round = 1; round <= rounds; round++)
        {
            // By turns, so that a busy spell of the machine meets both.
            floors.Add(await Run.OfAsync(BenchFilm.Options.FfmpegPath, floorArguments));
            films.Add(await Run.OfAsync(Environment.ProcessPath!, ["film", folder, Path.Combine(folder, "film.mp4")]));
            Console.WriteLine($"round {round}: floor {floors[^1].Wall.TotalSeconds:0.0} s, renderer {films[^1].Wall.TotalSeconds:0.0} s "
                + $"({films[^1].Wall / floors[^1].Wall:0.00}); "
                + $"processor {floors[^1].Cpu.TotalSeconds:0.0} s and {films[^1].Cpu.TotalSeconds:0.0} s "
                + $"({films[^1].Cpu / floors[^1].Cpu:0.00}); {films[^1].PeakBytes / 1e6:0} MB");
        }

        var ratio = films.Min(run => run.Wall) / floors.Min(run => run.Wall);
        var cpu = films.Min(run => run.Cpu) / floors.Min(run => run.Cpu);
        var peak = films.Max(run => run.PeakBytes) / 1e6;
        Console.WriteLine($"best of {rounds}: ratio {ratio:0.00} (goal {MostRatio}), of processor time {cpu:0.00}, "
            + $"peak {peak:0} MB with ffmpeg (goal {MostMegabytes})");
        return ratio <= MostRatio && peak <= MostMegabytes;
    }

    static async Task<bool> MeasureCameraAsync(string folder)
    {
        var options = Options.Create(BenchFilm.Options);
        using var fonts = new Fonts(options);
        var met = true;
        foreach (var movement in new[] { CameraMovement.PushIn, CameraMovement.PanRight, CameraMovement.TiltDown })
        {
            const int Frames = 90;
            var drawn = await CameraMeasure.DrawAsync(movement, BenchFilm.Size, Frames, folder);
            var filmed = await CameraMeasure.FilmAsync(
                movement, BenchFilm.Size, Frames, BenchFilm.Renderer(fonts), BenchFilm.Options, new MediaProbe(options), folder);
            Console.WriteLine($"camera {movement}: rms error {drawn.RmsError:0.000} px as drawn (goal {MostCameraError}), "
                + $"{filmed.RmsError:0.000} px after H.264");
            met &= drawn.RmsError <= MostCameraError;
        }

        return met;
    }

    /// <summary>Writes the film's frames to a file as they would go to ffmpeg.</summary>
    static async Task KeepFramesAsync(string folder, string path)
    {
        using var fonts = new Fonts(Options.Create(BenchFilm.Options));
        var film = BenchFilm.Of(folder);
        var timeline = new Timeline(film, BenchFilm.Options.FrameRate);
        var renderer = BenchFilm.Renderer(fonts);
        await using (var file = File.Create(path))
        {
            await renderer.DrawAsync(film, timeline, NoClips, frame => file.WriteAsync(frame.Bytes).AsTask(), null, CancellationToken.None);
        }

        var clock = Stopwatch.StartNew();
        await renderer.DrawAsync(film, timeline, NoClips, _ => Task.CompletedTask, null, CancellationToken.None);
        Console.WriteLine($"drawing alone: {clock.Elapsed.TotalMilliseconds / timeline.Frames:0.0} ms a frame");
    }
}
