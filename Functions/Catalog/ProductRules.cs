using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>What a product has to be; all that is wrong at once.</summary>
static class ProductRules
{
    public static List<FieldError> Check(Product product)
    {
        var errors = new List<FieldError>();
        CatalogRules.CheckText(errors, "name", product.Name, 1, CatalogRules.LongestName);
        CatalogRules.CheckText(errors, "description", product.Description, 0, CatalogRules.LongestText);
        if (product.Facts.Count == 0)
        {
            errors.Add(new("facts", "Give at least one fact, such as \"Filter lasts 12 months\": a script claims nothing else."));
        }

        CatalogRules.CheckTexts(errors, "facts", product.Facts, CatalogRules.LongestLine);
        CatalogRules.CheckText(errors, "call_to_action", product.CallToAction, 0, CatalogRules.LongestLine);
        return errors;
    }
}
