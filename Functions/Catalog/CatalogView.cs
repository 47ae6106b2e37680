using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

static class CatalogView
{
    /// <summary>The record's own fields between its id and its creation time.</summary>
    public static JsonObject Of<T>(Stored<T> stored)
    {
        var view = new JsonObject { ["id"] = stored.Id };
        foreach (var (name, value) in JsonSerializer.SerializeToNode(stored.Content, DomainJson.Options)!.AsObject())
        {
            view[name] = value?.DeepClone();
        }

        view["created_at"] = stored.CreatedAt;
        return view;
    }
}
