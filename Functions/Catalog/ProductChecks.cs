using VideoGen.Domain;

namespace VideoGen.Functions;

/// <summary>What a product has to be; all that is wrong at once.</summary>
static class ProductChecks
{
    public static List<FieldError> Check(Product product)
    {
        var errors = new List<FieldError>();
        CatalogChecks.CheckText(errors, "name", product.Name, 1, CatalogChecks.LongestName);
        CatalogChecks.CheckText(errors, "description", product.Description, 0, CatalogChecks.LongestText);
        if (product.Facts.Count == 0)
        {
            errors.Add(new("facts", "Give at least one fact, such as \"Filter lasts 12 months\": a script claims nothing else."));
        }

        CatalogChecks.CheckTexts(errors, "facts", product.Facts, CatalogChecks.LongestLine);
        CatalogChecks.CheckText(errors, "call_to_action", product.CallToAction, 0, CatalogChecks.LongestLine);
        return errors;
    }
}
