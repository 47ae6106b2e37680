using System.Text.RegularExpressions;

namespace VideoGen.Runtime.Tests.RealApi;

/// <summary>A type's public face, as text.</summary>
/// <param name="Kind">For example <c>sealed class</c>, with the targets of an attribute: <c>class on Method</c>.</param>
/// <param name="Bases">The base class unless it is object, and the interfaces.</param>
/// <param name="Members">One signature each.</param>
internal sealed record ApiType(string Kind, IReadOnlySet<string> Bases, IReadOnlySet<string> Members);

/// <summary>
/// Reads real-api.txt. A line at the margin is a type, <c>kind Namespace.Name : bases on targets</c>; the indented lines below it are
/// its members.
/// When LocalRuntime gets a type, its lines are added from the real package's metadata.
/// </summary>
internal static partial class ApiListing
{
    public static Dictionary<string, ApiType> Read()
    {
        using var stream = typeof(ApiListing).Assembly.GetManifestResourceStream("real-api.txt")!;
        using var reader = new StreamReader(stream);
        var types = new Dictionary<string, ApiType>();
        var members = new HashSet<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Length == 0)
            {
                continue;
            }

            if (line.StartsWith(' '))
            {
                members.Add(ApiText.WithoutTypeParameterNullability(line.Trim()));
                continue;
            }

            var parts = TypeLine().Match(line).Groups;
            members = [];
            var kind = parts["targets"].Success ? $"{parts["kind"].Value} on {parts["targets"].Value}" : parts["kind"].Value;
            var bases = parts["bases"].Value.Split("; ", StringSplitOptions.RemoveEmptyEntries);
            types.Add(parts["name"].Value, new ApiType(kind, bases.Select(ApiText.WithoutTypeParameterNullability).ToHashSet(), members));
        }

        return types;
    }

    [GeneratedRegex(@"^(?<kind>[a-z ]+) (?<name>[A-Z][^ ]*)( : (?<bases>.*?))?( on (?<targets>.*))?$")]
    private static partial Regex TypeLine();
}
