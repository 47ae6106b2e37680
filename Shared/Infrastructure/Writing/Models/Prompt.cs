using System.Reflection;
using System.Text.RegularExpressions;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// A prompt of the folder Prompts: its version, and instructions with places such as <c>{seconds}</c>. What stands in the places is ours, never a
/// text of users. Whoever changes a prompt gives it another version.
/// </summary>
internal sealed partial record Prompt(string Version, string Text)
{
    /// <param name="name">The file without its ending.</param>
    public static Prompt Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Prompts.{name}.md")
            ?? throw new InvalidOperationException($"There is no prompt '{name}'.");
        using var reader = new StreamReader(stream);
        var parts = reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n---\n", 2);
        return new Prompt(parts[0]["version: ".Length..].Trim(), parts[1].Trim());
    }

    /// <exception cref="KeyNotFoundException">A place has no value.</exception>
    public string Fill(IReadOnlyDictionary<string, string> values) => Place().Replace(Text, match => values[match.Groups[1].Value]);

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Place();
}
