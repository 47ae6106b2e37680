using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Catalog;

/// <summary>Records of the catalog as a program on the API makes them.</summary>
static class CatalogSamples
{
    static readonly JsonNode Sample = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "en.json")))!;

    public static JsonNode Brand(string name)
    {
        var brand = Sample["brand"]!.DeepClone();
        brand["name"] = name;
        return brand;
    }

    public static JsonNode Product(string brandId, string name)
    {
        var product = Sample["product"]!.DeepClone();
        (product["brand_id"], product["name"]) = (brandId, name);
        return product;
    }

    public static JsonNode Reference(string title)
    {
        var reference = Sample["reference"]!.DeepClone();
        reference["title"] = title;
        return reference;
    }

    public static async Task<string> CreateAsync(this ApiClient api, string collection, JsonNode record)
    {
        var created = await api.PostAsync($"api/v1/{collection}", record);
        created.Status.Should().Be(HttpStatusCode.Created);
        return created.Body!["id"]!.GetValue<string>();
    }

    public static Task<ApiAnswer> DeleteAsync(this ApiClient api, string path) => api.SendAsync(new HttpRequestMessage(HttpMethod.Delete, path));
}
