using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>What the texts of the catalog have in common; each check adds what is wrong, so that all is told at once.</summary>
static class CatalogChecks
{
    public const int LongestName = 80;
    public const int LongestLine = 200;
    public const int LongestText = 2000;
    const int MostItems = 30;

    public static void CheckTexts(List<FieldError> errors, string field, IReadOnlyList<string> texts, int longest)
    {
        if (texts.Count > MostItems)
        {
            errors.Add(new(field, $"At most {MostItems} entries; there are {texts.Count}."));
        }

        for (var i = 0; i < texts.Count; i++)
        {
            CheckText(errors, $"{field}[{i}]", texts[i], 1, longest);
        }
    }

    public static void CheckText(List<FieldError> errors, string field, string? text, int shortest, int longest)
    {
        if (TextRules.Check(field, text, shortest, longest) is { } error)
        {
            errors.Add(error);
        }
    }
}
