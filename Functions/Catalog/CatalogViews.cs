using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>What the API shows of brands, products and references.</summary>
public sealed class CatalogViews(IAssetStore assets)
{
    static readonly TimeSpan LinksLast = TimeSpan.FromHours(1);

    /// <summary>The record's own fields between its id and what the database knows of it.</summary>
    public JsonObject Of<T>(Stored<T> stored)
    {
        var view = new JsonObject { ["id"] = stored.Id };
        var fields = stored is StoredReference reference ? ReferenceView.Of(reference, Link) : Json(stored.Content).AsObject();
        foreach (var (name, value) in fields)
        {
            view[name] = value?.DeepClone();
        }

        if (stored.Images is { } images)
        {
            view["images"] = Json(images.Select(Of));
        }

        view["version"] = stored.Version;
        view["created_at"] = stored.CreatedAt;
        view["changed_at"] = stored.ChangedAt;
        return view;
    }

    public ImageView Of(CatalogImage image)
        => new(image.Id, Link(image.AssetKey), image.Width, image.Height, image.ContentType, image.SizeBytes, image.Alt);

    string Link(string assetKey) => assets.CreateLink(assetKey, AssetLinkMethod.Get, LinksLast);

    static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, DomainJson.Options)!;
}
