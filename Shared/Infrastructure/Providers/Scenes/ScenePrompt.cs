using VideoGen.Domain;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Providers;

/// <summary>A scene in the words of video models: how it is filmed, what is seen, and that nothing is written into it.</summary>
internal static class ScenePrompt
{
    // Headlines and captions are set by us, in the right letters and language.
    const string NothingWritten = "No written words, letters, captions or watermarks anywhere in the picture.";

    /// <param name="longest">UTF-16 code units; what is to be seen is cut between words so that the rest fits.</param>
    public static string For(SceneBrief brief, int longest)
    {
        var (shot, angle) = (CameraWords.Of(brief.Still.ShotSize), CameraWords.Of(brief.Still.CameraAngle));
        var camera = $"{shot} {angle}; {CameraWords.Of(brief.CameraMovement)}.";
        var seen = Cut(Words.OneLine(brief.Still.VisualPrompt), longest - camera.Length - NothingWritten.Length - 2);
        return $"{camera} {seen} {NothingWritten}";
    }

    static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        // The words of a sentence that was cut say less than its end would; still better than half a word.
        var end = text.LastIndexOf(' ', longest);
        end = end > longest / 2 ? end : char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return text[..end].TrimEnd();
    }
}
