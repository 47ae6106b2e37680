using System.Diagnostics;

namespace VideoGen.Testing;

/// <summary>Small videos with known contents, made by ffmpeg.</summary>
public static class Clips
{
    /// <summary>Three still scenes with cuts at 2.0 and 3.5 s, 6 s in all, with a tone that ends at 3 s.</summary>
    public static Task ThreeScenesAsync(string file) => MakeAsync(file,
        "-f", "lavfi", "-i", "smptebars=s=320x180:r=30:d=2", "-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=1.5", "-f", "lavfi", "-i", "color=c=0x205080:s=320x180:r=30:d=2.5",
        "-f", "lavfi", "-i", "sine=f=440:d=3,apad=whole_dur=6", "-filter_complex", "[0][1][2]concat=n=3[v]", "-map", "[v]", "-map", "3:a");

    /// <summary>One picture of lavfi's <paramref name="source"/>, standing still through a filter.</summary>
    public static Task StillAsync(string file, string source, string filter)
        => MakeAsync(file, "-f", "lavfi", "-i", source, "-vf", $"trim=end_frame=1,loop=loop=-1:size=1,setpts=N/30/TB,{filter}", "-r", "30");

    public static async Task MakeAsync(string file, params string[] arguments)
    {
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg",
        [
            "-loglevel", "error", "-y", .. arguments, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-movflags", "+faststart", file,
        ]))!;
        await ffmpeg.WaitForExitAsync();
        if (ffmpeg.ExitCode != 0)
        {
            throw new InvalidOperationException($"ffmpeg could not make {file}.");
        }
    }
}
