using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>What brands, products and references have to be; each check gives all that is wrong at once.</summary>
static partial class CatalogRules
{
    const int LongestName = 80;
    const int LongestLine = 200;
    const int LongestText = 2000;
    const int MostItems = 30;

    public static List<FieldError> Check(Brand brand)
    {
        var errors = new List<FieldError>();
        CheckText(errors, "name", brand.Name, 1, LongestName);
        CheckText(errors, "tagline", brand.Tagline, 0, LongestLine);
        CheckText(errors, "tone", brand.Tone, 0, LongestLine);
        CheckText(errors, "audience", brand.Audience, 0, LongestLine);
        CheckColor(errors, "colors.primary", brand.Colors.Primary);
        CheckColor(errors, "colors.secondary", brand.Colors.Secondary);
        CheckColor(errors, "colors.accent", brand.Colors.Accent);
        CheckTexts(errors, "words_to_use", brand.WordsToUse, LongestName);
        CheckTexts(errors, "words_to_avoid", brand.WordsToAvoid, LongestName);
        CheckTexts(errors, "disclosures", brand.Disclosures, LongestLine);
        CheckBudget(errors, brand.MonthlyBudgetUsd);
        return errors;
    }

    public static void CheckBudget(List<FieldError> errors, decimal? monthlyBudgetUsd)
    {
        if (monthlyBudgetUsd is < 0 or > 10_000_000)
        {
            errors.Add(new("monthly_budget_usd", "A budget is 0.00 to 10000000.00 US dollars, or null for none."));
        }
    }

    public static List<FieldError> Check(Product product)
    {
        var errors = new List<FieldError>();
        CheckText(errors, "name", product.Name, 1, LongestName);
        CheckText(errors, "description", product.Description, 0, LongestText);
        CheckText(errors, "call_to_action", product.CallToAction, 0, LongestLine);
        CheckTexts(errors, "facts", product.Facts, LongestLine);
        return errors;
    }

    public static List<FieldError> Check(ReferenceAnalysis reference)
    {
        var errors = new List<FieldError>();
        CheckText(errors, "title", reference.Title, 1, LongestLine);
        CheckText(errors, "visual_style.lighting", reference.VisualStyle.Lighting, 0, LongestLine);
        CheckText(errors, "visual_style.mood", reference.VisualStyle.Mood, 0, LongestLine);
        CheckTexts(errors, "visual_style.keywords", reference.VisualStyle.Keywords, LongestName);
        if (reference.DurationSeconds is not (>= 1 and <= 3600))
        {
            errors.Add(new("duration_seconds", "A reference lasts 1 to 3600 seconds."));
        }

        if (reference.AverageShotSeconds is not (>= 0.1 and <= 600))
        {
            errors.Add(new("average_shot_seconds", "A shot lasts 0.1 to 600 seconds on average."));
        }

        CheckSegments(errors, reference);
        return errors;
    }

    static void CheckSegments(List<FieldError> errors, ReferenceAnalysis reference)
    {
        if (reference.Segments.Count is 0 or > 100)
        {
            errors.Add(new("segments", $"Give 1 to 100 segments; there are {reference.Segments.Count}."));
        }

        for (var i = 0; i < reference.Segments.Count; i++)
        {
            var segment = reference.Segments[i];
            CheckText(errors, $"segments[{i}].summary", segment.Summary, 0, LongestText);
            var earliest = i == 0 ? 0 : reference.Segments[i - 1].EndSeconds;
            if (!(segment.StartSeconds >= earliest - 0.001))
            {
                errors.Add(new($"segments[{i}].start_seconds", "Segments follow each other: this one starts before the one before it ends."));
            }

            if (!(segment.EndSeconds > segment.StartSeconds) || !(segment.EndSeconds <= reference.DurationSeconds + 0.001))
            {
                errors.Add(new($"segments[{i}].end_seconds", "A segment ends after it starts, and not after the reference's duration_seconds."));
            }
        }
    }

    static void CheckTexts(List<FieldError> errors, string field, IReadOnlyList<string> texts, int longest)
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

    static void CheckText(List<FieldError> errors, string field, string text, int shortest, int longest)
    {
        if (TextRules.Check(field, text, shortest, longest) is { } error)
        {
            errors.Add(error);
        }
    }

    static void CheckColor(List<FieldError> errors, string field, string color)
    {
        if (!Color().IsMatch(color))
        {
            errors.Add(new(field, "A colour is written #rrggbb, such as #1f6feb."));
        }
    }

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z")]
    private static partial Regex Color();
}
