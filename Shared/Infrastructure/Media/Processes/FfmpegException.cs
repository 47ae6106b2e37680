namespace VideoGen.Infrastructure.Media;

/// <summary>ffmpeg or ffprobe failed; the message ends with the last 2,000 characters that it wrote to stderr.</summary>
public sealed class FfmpegException : Exception
{
    public FfmpegException(string program, int exitCode, string errors, Exception? innerException = null)
        : base($"{program} ended with exit code {exitCode}: {(errors.Length > 0 ? errors : "it wrote no reason")}", innerException)
        => ExitCode = exitCode;

    /// <summary>128 and more is the number of the signal that ended it, plus 128.</summary>
    public int ExitCode { get; }
}
