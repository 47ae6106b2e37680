using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Media;

/// <summary>What a media file is.</summary>
/// <param name="DurationSeconds">Of the longest stream.</param>
/// <param name="Codec">Of the first video stream, such as <c>h264</c>.</param>
/// <param name="AudioCodec"><see langword="null"/> without sound.</param>
/// <param name="FrameRate">Mean frames per second.</param>
/// <param name="ColorMatrix">As tagged, such as <c>bt709</c>; <see langword="null"/> when the file does not say.</param>
public sealed record MediaInfo(
    double DurationSeconds, int Width, int Height, string Codec, string? AudioCodec, double FrameRate, long SizeBytes, string? ColorMatrix)
{
    /// <summary>What ffmpeg's scaler should take it for; left alone it takes untagged pictures for BT.601, as no modern clip is.</summary>
    internal string ScaleMatrix => ColorMatrix is null ? "bt709" : "auto";
}

/// <summary>Asks ffprobe what a file is.</summary>
public sealed class MediaProbe(IOptions<MediaOptions> options)
{
    /// <summary>
    /// What a file from elsewhere may be: a playlist or a script under the name of a video would have ffmpeg open other files and addresses.
    /// </summary>
    internal static readonly string[] VideoFilesOnly =
        ["-protocol_whitelist", "file", "-format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm"];

    /// <exception cref="FfmpegException">The file is missing, or no media file with a picture.</exception>
    public async Task<MediaInfo> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        await using var ffprobe = MediaProcess.StartFfprobe(
            options.Value, ["-of", "json", "-show_streams", "-show_format", .. VideoFilesOnly, "-i", path], cancellationToken);
        using var reader = new StreamReader(ffprobe.Output);
        var json = await reader.ReadToEndAsync(cancellationToken);
        await ffprobe.CompleteAsync(cancellationToken);

        using var document = JsonDocument.Parse(json);
        var streams = document.RootElement.GetProperty("streams").EnumerateArray().ToArray();
        var video = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "video");
        if (video.ValueKind == JsonValueKind.Undefined)
        {
            throw new FfmpegException("ffprobe", 0, $"{Path.GetFileName(path)} has no picture");
        }

        var audio = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "audio");
        var format = document.RootElement.GetProperty("format");
        return new(
            Number(Text(format, "duration")),
            video.GetProperty("width").GetInt32(),
            video.GetProperty("height").GetInt32(),
            Text(video, "codec_name") ?? "",
            audio.ValueKind == JsonValueKind.Undefined ? null : Text(audio, "codec_name"),
            Ratio(Text(video, "avg_frame_rate")),
            (long)Number(Text(format, "size")),
            Text(video, "color_space") is "unknown" ? null : Text(video, "color_space"));
    }

    static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    static double Number(string? text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;

    static double Ratio(string? text)
    {
        var parts = (text ?? "").Split('/');
        var below = parts.Length == 2 ? Number(parts[1]) : 1;
        return below == 0 ? 0 : Number(parts[0]) / below;
    }
}
