using Microsoft.Extensions.Options;
using SkiaSharp;

namespace VideoGen.Infrastructure.Media;

/// <summary>The typefaces that everything is set in, found and opened on first use and kept.</summary>
public sealed class Fonts(IOptions<MediaOptions> options) : IDisposable
{
    /// <summary>A .ttc holds one face for each region; this one has the Korean forms.</summary>
    const int KoreanFace = 1;

    readonly Lazy<Face> regular = new(() => Open(options.Value, "NotoSansCJK-Regular.ttc"));
    readonly Lazy<Face> bold = new(() => Open(options.Value, "NotoSansCJK-Bold.ttc"));

    /// <exception cref="MediaSetupException">The font is not installed.</exception>
    internal Face Regular => regular.Value;

    /// <inheritdoc cref="Regular"/>
    internal Face Bold => bold.Value;

    /// <returns>Characters that neither captions nor pictures can show, each once.</returns>
    /// <inheritdoc cref="Regular"/>
    public IReadOnlyList<string> Missing(string text) => Bold.Missing(text);

    public void Dispose()
    {
        foreach (var face in new[] { regular, bold }.Where(face => face.IsValueCreated))
        {
            face.Value.Dispose();
        }
    }

    static Face Open(MediaOptions options, string file)
    {
        string[] folders = options.FontFolder.Length > 0 ? [options.FontFolder] : ["/usr/share/fonts", "/usr/local/share/fonts"];
        var path = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, file, SearchOption.AllDirectories))
            .FirstOrDefault() ?? throw MediaSetupException.MissingFont(file, folders);
        var typeface = SKTypeface.FromFile(path, KoreanFace) ?? throw MediaSetupException.MissingFont(file, folders);
        return new Face(typeface);
    }
}
