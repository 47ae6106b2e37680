using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>Says what a video would cost, before there is one. No provider is asked and no key is needed.</summary>
public sealed class QuoteFunctions(VideoIngredients ingredients, VideoProviders providers, ModelCatalog models, Estimator estimator)
{
    [Function(nameof(CreateQuote))]
    [Needs(Scope.Read)]
    public async Task<IResult> CreateQuote(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/quotes")] HttpRequest request, CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<QuoteInput>(request, cancellationToken);
        var errors = input.Options.Check([.. providers.Choices], models);
        var workspaceId = Caller.Of(request).WorkspaceId;
        var found = await ingredients.FindAsync(
            workspaceId, input.BrandId, input.ProductId, input.ReferenceId, errors, cancellationToken);
        if (input.Storyboard is { } given)
        {
            errors.AddRange(SceneRules.Check(given, input.Options.DurationSeconds).Select(error => error with { Field = $"storyboard.{error.Field}" }));
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var options = input.Options.ToOptions(models);
        return JsonBody.Ok(input.Storyboard is { } storyboard
            ? await estimator.QuoteAsync(workspaceId, storyboard, found.Brand, found.Product, options, cancellationToken)
            : await estimator.EstimateAsync(workspaceId, found.Brand, found.Product, found.Reference, options, cancellationToken));
    }
}

/// <summary>Body of POST /api/v1/quotes.</summary>
/// <param name="ReferenceId">Whose structure decides how many scenes there are and how long they last.</param>
/// <param name="Storyboard">Priced exactly; without one the price is an estimate.</param>
/// <param name="BrandId">With the product: finished scenes of theirs are found, and cost nothing.</param>
public sealed record QuoteInput(
    OptionsInput Options, Guid? ReferenceId = null, Storyboard? Storyboard = null, Guid? BrandId = null, Guid? ProductId = null);
