namespace VideoGen.Infrastructure.Media;

/// <summary>Something that the machine has to have is missing; the message names it and says how to get it.</summary>
public sealed class MediaSetupException : Exception
{
    public MediaSetupException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    internal static MediaSetupException MissingProgram(string program, string path, string setting, Exception reason) => new(
        $"{program} could not be started as '{path}'. Install it (Debian and Ubuntu: apt-get install ffmpeg; macOS: brew install ffmpeg) "
        + $"or set {MediaOptions.Section}__{setting} to where it is.", reason);

    internal static MediaSetupException MissingFont(string file, IEnumerable<string> folders) => new(
        $"The font {file} is in none of {string.Join(", ", folders)}. Install it (Debian and Ubuntu: apt-get install fonts-noto-cjk) "
        + $"or set {MediaOptions.Section}__{nameof(MediaOptions.FontFolder)} to the folder that has it.");
}
