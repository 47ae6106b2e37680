using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace VideoGen.ProviderSimulator.Clips;

/// <summary>Makes small MP4 files with ffmpeg; a clip with the same looks is made once.</summary>
public sealed class ClipMaker(SimulatorOptions options) : IDisposable
{
    readonly DirectoryInfo _folder = options.ClipFolder is { } kept
        ? Directory.CreateDirectory(kept) : Directory.CreateTempSubdirectory("videogen-simulator-");

    readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = new();

    // One encoder keeps a small machine busy enough.
    readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>The file's path.</returns>
    public Task<string> MakeAsync(ClipSpec spec)
    {
        var picture = spec.FirstFrame is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes))[..16] : "pattern";
        var name = string.Create(CultureInfo.InvariantCulture,
            $"{spec.Width}x{spec.Height}-{spec.Seconds:0.##}s-{picture}{(spec.HasSound ? "-sound" : "")}.mp4");
        return _made.GetOrAdd(name, _ => new Lazy<Task<string>>(() => EncodeAsync(spec, Path.Combine(_folder.FullName, name)))).Value;
    }

    public void Dispose()
    {
        _turn.Dispose();
        if (options.ClipFolder is null)
        {
            _folder.Delete(recursive: true);
        }
    }

    async Task<string> EncodeAsync(ClipSpec spec, string file)
    {
        if (File.Exists(file))
        {
            return file;
        }

        await _turn.WaitAsync();
        try
        {
            // Under a name of its own until it is whole: others may look into the folder.
            var (part, picture) = ($"{file}.{Guid.NewGuid():N}.mp4", $"{file}.{Guid.NewGuid():N}.picture");
            if (spec.FirstFrame is not null)
            {
                await File.WriteAllBytesAsync(picture, spec.FirstFrame);
            }

            var start = new ProcessStartInfo(options.Ffmpeg,
                Arguments(spec, spec.FirstFrame is null ? null : picture, part)) { RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            File.Delete(picture);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"ffmpeg failed: {errors.Trim()}");
            }

            File.Move(part, file, overwrite: true);
            return file;
        }
        finally
        {
            _turn.Release();
        }
    }

    static IEnumerable<string> Arguments(ClipSpec spec, string? picture, string file)
    {
        var seconds = spec.Seconds.ToString("0.###", CultureInfo.InvariantCulture);
        var (width, height, rate) = (spec.Width, spec.Height, ClipSpec.FramesPerSecond);
        var pattern = string.Create(CultureInfo.InvariantCulture, $"testsrc2=size={width}x{height}:rate={rate}");
        // The window moves over a picture a tenth larger than itself, so that the clip is seen to move.
        var move = $"scale={width * 11 / 10}:{height * 11 / 10}:force_original_aspect_ratio=increase:out_color_matrix=bt709:out_range=tv,"
            + $"format=yuv420p,loop=loop=-1:size=1:start=0,setpts=N/{rate}/TB,fps={rate},"
            + $"crop={width}:{height}:x='(iw-ow)*min(t/{seconds},1)':y='(ih-oh)/2',setsar=1";

        IEnumerable<string> source = picture is null ? ["-f", "lavfi", "-i", pattern] : ["-i", picture];
        // The sound's last packet is filled up; it must not make the file longer than its pictures.
        var tone = string.Create(CultureInfo.InvariantCulture, $"sine=frequency=220:sample_rate=48000:duration={spec.Seconds - 0.1:0.###}");
        IEnumerable<string> sound = spec.HasSound ? ["-f", "lavfi", "-i", tone] : [];
        IEnumerable<string> filter = picture is null ? [] : ["-vf", move];
        IEnumerable<string> soundCodec = spec.HasSound ? ["-c:a", "aac", "-b:a", "96k"] : ["-an"];
        return
        [
            "-v", "error", "-nostdin", "-y", .. source, .. sound, .. filter, "-t", seconds, "-c:v", "libx264", "-preset", "ultrafast",
                "-crf", "30",
            "-pix_fmt", "yuv420p", .. soundCodec, "-movflags", "+faststart", file,
        ];
    }
}
