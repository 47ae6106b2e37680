using VideoGen.Domain;
using VideoGen.Infrastructure.Models;

namespace VideoGen.Functions;

/// <summary>Checks what a video asks for of writers, painters and looks, and fills in what it leaves out.</summary>
static class ModelInputs
{
    public static IEnumerable<FieldError> Check(OptionsInput options, ModelCatalog catalog)
    {
        foreach (var error in CheckList("writers", "writer", options.Writers, catalog.Writers).Concat(CheckList("painters", "painter", options.Painters, catalog.Painters)))
        {
            yield return error;
        }

        if (options.Style is not null && TextRules.Check("options.style", options.Style, 1, GenerationOptions.LongestStyle) is { } wrong)
        {
            yield return wrong;
        }
    }

    /// <summary>Stored as resolved: a key that comes or goes later changes no video that is there.</summary>
    public static GenerationOptions Resolve(GenerationOptions options, OptionsInput input, ModelCatalog catalog) => options with
    {
        Writers = [.. (input.Writers ?? catalog.UsualWriters).Distinct()],
        Painters = [.. (input.Painters ?? catalog.UsualPainters).Distinct()],
        Style = input.Style?.Trim(),
        Stills = input.Stills,
    };

    static IEnumerable<FieldError> CheckList(string field, string what, IReadOnlyList<string>? names, IReadOnlyList<string> known)
    {
        if (names is { Count: 0 })
        {
            yield return new($"options.{field}", $"Name at least one of: {string.Join(", ", known)}.");
        }

        for (var i = 0; i < (names?.Count ?? 0); i++)
        {
            if (!known.Contains(names![i]))
            {
                yield return new($"options.{field}[{i}]", $"There is no {what} '{names[i]}'; there are: {string.Join(", ", known)}.");
            }
        }
    }
}
