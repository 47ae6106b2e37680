using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Media;

/// <summary>Settings of everything that makes pictures and film.</summary>
public sealed class MediaOptions
{
    public const string Section = "Media";

    /// <summary>The program ffmpeg (5.1 or later, with libx264), as a name on the PATH or as a path. Default <c>ffmpeg</c>.</summary>
    [Required] public string FfmpegPath { get; set; } = "ffmpeg";

    /// <summary>The program ffprobe, which comes with ffmpeg. Default <c>ffprobe</c>.</summary>
    [Required] public string FfprobePath { get; set; } = "ffprobe";

    /// <summary>
    /// Folder that is searched, with its subfolders, for NotoSansCJK-Regular.ttc and NotoSansCJK-Bold.ttc.
    /// Default: empty, which searches /usr/share/fonts and /usr/local/share/fonts.
    /// </summary>
    public string FontFolder { get; set; } = "";

    /// <summary>Preset of libx264: slower ones make smaller files in more time. Default <c>veryfast</c>.</summary>
    [RegularExpression("^(ultrafast|superfast|veryfast|faster|fast|medium|slow|slower|veryslow)$")]
    public string Preset { get; set; } = "veryfast";

    /// <summary>Constant rate factor of libx264, 0 (lossless) to 51 (worst); 6 less is about twice the size. Default 23.</summary>
    [Range(0, 51)] public int Crf { get; set; } = 23;

    /// <summary>Frames a second of films and scenes; fewer are made in less time. Default 30.</summary>
    [Range(10, 60)] public int FrameRate { get; set; } = 30;

    /// <summary>Folder of short-lived files such as a film's sound. Default: empty, the system's folder for temporary files.</summary>
    public string WorkFolder { get; set; } = "";

    internal string NewWorkFile(string extension)
    {
        var folder = WorkFolder.Length > 0 ? WorkFolder : Path.GetTempPath();
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, $"videogen-{Guid.NewGuid():N}{extension}");
    }
}

[OptionsValidator]
internal sealed partial class MediaOptionsValidator : IValidateOptions<MediaOptions>;
