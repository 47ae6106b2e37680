using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Finds what a body names, in the caller's workspace only.</summary>
public sealed class VideoIngredients(IngredientLookup lookup)
{
    /// <param name="workspaceId">The caller's.</param>
    /// <param name="brandId"><see langword="null"/> when none is named; so for product and reference.</param>
    /// <param name="errors">Gets one for everything that is not there.</param>
    public async Task<Ingredients> FindAsync(
        Guid workspaceId, Guid? brandId, Guid? productId, Guid? referenceId, List<FieldError> errors, CancellationToken cancellationToken)
    {
        var found = await lookup.FindAsync(workspaceId, brandId, productId, referenceId, cancellationToken);
        Need(brandId is null || found.Brand is not null, "brand_id", "There is no such brand; create it with POST /api/v1/brands.");
        Need(productId is null || found.Product is not null, "product_id", "There is no such product; create it with POST /api/v1/products.");
        Need(found.Product is null || brandId is null || found.Brand is null || found.Product.BrandId == brandId, "product_id", "This product is of another brand.");
        Need(found.Reference is not null || found.ReferenceStatusWord is null, "reference_id",
            $"There is nothing to go by yet: this reference is {found.ReferenceStatusWord}.");
        Need(referenceId is null || found.ReferenceStatusWord is not null, "reference_id",
            "There is no such reference; create it with POST /api/v1/references, or leave it out.");
        return found;

        void Need(bool isRight, string field, string message)
        {
            if (!isRight)
            {
                errors.Add(new(field, message));
            }
        }
    }
}
