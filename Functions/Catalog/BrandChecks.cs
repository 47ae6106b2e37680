using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>What a brand has to be; all that is wrong at once.</summary>
static partial class BrandChecks
{
    public static List<FieldError> Check(Brand brand)
    {
        var errors = new List<FieldError>();
        CatalogChecks.CheckText(errors, "name", brand.Name, 1, CatalogChecks.LongestName);
        CatalogChecks.CheckText(errors, "tagline", brand.Tagline, 0, CatalogChecks.LongestLine);
        CatalogChecks.CheckText(errors, "tone", brand.Tone, 0, CatalogChecks.LongestLine);
        CatalogChecks.CheckText(errors, "audience", brand.Audience, 0, CatalogChecks.LongestLine);
        CheckColor(errors, "colors.primary", brand.Colors.Primary);
        CheckColor(errors, "colors.secondary", brand.Colors.Secondary);
        CheckColor(errors, "colors.accent", brand.Colors.Accent);
        CatalogChecks.CheckTexts(errors, "words_to_use", brand.WordsToUse, CatalogChecks.LongestName);
        CatalogChecks.CheckTexts(errors, "words_to_avoid", brand.WordsToAvoid, CatalogChecks.LongestName);
        CatalogChecks.CheckTexts(errors, "disclosures", brand.Disclosures, CatalogChecks.LongestLine);
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
