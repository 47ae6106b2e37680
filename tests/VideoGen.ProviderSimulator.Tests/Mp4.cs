using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace VideoGen.ProviderSimulator.Tests;

/// <param name="Seconds">Of the longest track.</param>
sealed record Mp4(int Width, int Height, double Seconds, bool HasSound)
{
    public static async Task<Mp4> ProbeAsync(string url)
    {
        string[] arguments = ["-v", "error", "-show_streams", "-show_format", "-of", "json", url];
        using var process = Process.Start(new ProcessStartInfo("ffprobe", arguments) { RedirectStandardOutput = true })!;
        var json = JsonNode.Parse(await process.StandardOutput.ReadToEndAsync())!;
        var streams = json["streams"]!.AsArray();
        var picture = streams.Single(stream => stream!.At("codec_type") == "video")!;
        return new Mp4(picture["width"]!.GetValue<int>(), picture["height"]!.GetValue<int>(),
            double.Parse(json.At("format.duration")!, CultureInfo.InvariantCulture),
            streams.Any(stream => stream!.At("codec_type") == "audio"));
    }
}
