using System.Net;
using System.Text.Json.Nodes;

namespace VideoGen.App.Tests.Catalog;

/// <summary>Brands, products and references are edited, found and deleted, and nobody loses by it.</summary>
[Collection(CatalogCollection.Name)]
public sealed class CatalogTests(AppFixture fixture)
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task Put_OfTheCurrentVersion_ReplacesItAndMakesTheNext()
    {
        var id = await Api.CreateAsync("brands", CatalogSamples.Brand("Fern"));
        var edited = CatalogSamples.Brand("Moss");

        var answer = await Api.PutAsync($"api/v1/brands/{id}", edited, ifMatch: "\"1\"");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Message.Headers.ETag!.Tag.Should().Be("\"2\"");
        var read = await Api.GetAsync($"api/v1/brands/{id}");
        read.Message.Headers.ETag!.Tag.Should().Be("\"2\"");
        read.Body!["name"]!.GetValue<string>().Should().Be("Moss");
        read.Body["version"]!.GetValue<int>().Should().Be(2);
        read.Body["changed_at"]!.GetValue<DateTime>().Should().BeAfter(read.Body["created_at"]!.GetValue<DateTime>());
    }

    [Theory]
    [InlineData("brands")]
    [InlineData("products")]
    [InlineData("references")]
    public async Task Put_SomebodyElseWasFaster_ShowsWhatIsThereAndWritesNothing(string collection)
    {
        var (id, record) = await OneOfAsync(collection, "First");
        var name = collection == "references" ? "title" : "name";
        record[name] = "Second";
        (await Api.PutAsync($"api/v1/{collection}/{id}", record, ifMatch: "\"1\"")).Status.Should().Be(HttpStatusCode.OK);
        record[name] = "Third";

        var late = await Api.PutAsync($"api/v1/{collection}/{id}", record, ifMatch: "\"1\"");

        late.Status.Should().Be(HttpStatusCode.PreconditionFailed);
        late.Code.Should().Be("version_moved");
        late.Body!["current"]![name]!.GetValue<string>().Should().Be("Second");
        (await Api.GetAsync($"api/v1/{collection}/{id}")).Body![name]!.GetValue<string>().Should().Be("Second");
    }

    [Fact]
    public async Task Put_WithoutIfMatch_Is428()
    {
        var (id, record) = await OneOfAsync("references", "A reference");

        (await Api.PutAsync($"api/v1/references/{id}", record)).Code.Should().Be("precondition_required");
    }

    [Fact]
    public async Task PutProduct_OfAnotherBrand_NamesTheField()
    {
        var (id, record) = await OneOfAsync("products", "Drift");
        record["brand_id"] = await Api.CreateAsync("brands", CatalogSamples.Brand("Other"));
        record["facts"] = new JsonArray();

        (await Api.PutAsync($"api/v1/products/{id}", record, ifMatch: "\"1\"")).Fields.Should().Equal("brand_id", "facts");
    }

    [Theory]
    [InlineData("brands")]
    [InlineData("products")]
    [InlineData("references")]
    public async Task Delete_NothingIsMadeOfIt_IsGone(string collection)
    {
        var (id, _) = await OneOfAsync(collection, "To go");

        (await Api.DeleteAsync($"api/v1/{collection}/{id}")).Status.Should().Be(HttpStatusCode.NoContent);

        (await Api.GetAsync($"api/v1/{collection}/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
        (await Api.DeleteAsync($"api/v1/{collection}/{id}")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task EditAndDelete_AVideoIsMadeOfThem_TheVideoStaysAsItWas()
    {
        var input = await Api.VideoInputAsync(review: ["storyboard"]);
        var id = await Api.StartVideoAsync(input);
        var before = await Api.WaitAsync(id, video => video.WaitingFor() == "storyboard_review");
        string brand = Id("brand_id"), product = Id("product_id"), reference = Id("reference_id");

        var edited = CatalogSamples.Brand("Edited since");
        edited["colors"]!["primary"] = "#000000";
        (await Api.PutAsync($"api/v1/brands/{brand}", edited, ifMatch: "\"1\"")).Status.Should().Be(HttpStatusCode.OK);
        (await Api.PutAsync($"api/v1/products/{product}", CatalogSamples.Product(brand, "Edited since"), ifMatch: "\"1\"")).Status.Should().Be(HttpStatusCode.OK);
        foreach (var path in new[] { $"brands/{brand}", $"products/{product}", $"references/{reference}" })
        {
            var refused = await Api.DeleteAsync($"api/v1/{path}");
            refused.Code.Should().Be("in_use");
            refused.Body!["current"]!["videos"]!.GetValue<int>().Should().Be(1);
            refused.Body["detail"]!.GetValue<string>().Should().Contain("1 video");
        }

        var after = await Api.VideoAsync(id);
        Pictures(after).Should().Equal(Pictures(before), "a picture is named by all that is in it");
        (after["quote"]!.ToJsonString(), after["storyboard"]!.ToJsonString()).Should().Be((before["quote"]!.ToJsonString(), before["storyboard"]!.ToJsonString()));
        await Api.PostAsync($"api/v1/videos/{id}/cancel");

        string Id(string field) => input[field]!.GetValue<string>();
        static IEnumerable<string> Pictures(JsonNode video) => video["scenes"]!.AsArray().Select(scene => new Uri(scene!["still_url"]!.GetValue<string>()).AbsolutePath);
    }

    [Fact]
    public async Task List_OfAWordAndABrand_FindsTheseOnly()
    {
        var brand = await Api.CreateAsync("brands", CatalogSamples.Brand("Seoul 한빛 100%"));
        var other = await Api.CreateAsync("brands", CatalogSamples.Brand("Busan"));
        var mine = await Api.CreateAsync("products", CatalogSamples.Product(brand, "Night Lamp"));
        await Api.CreateAsync("products", CatalogSamples.Product(brand, "Kettle"));
        await Api.CreateAsync("products", CatalogSamples.Product(other, "Day Lamp"));

        (await IdsAsync("brands?q=한빛")).Should().Equal(brand);
        (await IdsAsync("brands?q=한비")).Should().Equal([brand], "its last syllable is still being typed");
        (await IdsAsync($"brands?q={Uri.EscapeDataString("한빛 seoul")}")).Should().Equal([brand], "in whatever order");
        (await IdsAsync($"brands?q={Uri.EscapeDataString("100%")}")).Should().Equal(brand);
        (await IdsAsync($"brands?q={Uri.EscapeDataString("1_0%")}")).Should().BeEmpty("these stand for themselves");
        (await IdsAsync($"products?q=lAMP&brand_id={brand}")).Should().Equal(mine);
        (await Api.GetAsync("api/v1/products?brand_id=fern")).Fields.Should().Equal("brand_id");
    }

    [Fact]
    public async Task CreateProduct_OfTenThousandCharactersAndWithoutFacts_NamesBoth()
    {
        var product = CatalogSamples.Product(await Api.CreateAsync("brands", CatalogSamples.Brand("Fern")), "Drift");
        product["description"] = new string('x', 10_000);
        product["facts"] = new JsonArray();

        var answer = await Api.PostAsync("api/v1/products", product);

        answer.Fields.Should().Equal("description", "facts");
        answer.Body!["errors"]![0]!["message"]!.GetValue<string>().Should().Contain("10000");
    }

    async Task<(string Id, JsonNode Record)> OneOfAsync(string collection, string name)
    {
        var record = collection switch
        {
            "brands" => CatalogSamples.Brand(name),
            "products" => CatalogSamples.Product(await Api.CreateAsync("brands", CatalogSamples.Brand("Fern")), name),
            _ => CatalogSamples.Reference(name),
        };
        return (await Api.CreateAsync(collection, record), record);
    }

    async Task<IEnumerable<string>> IdsAsync(string list)
        => (await Api.GetAsync($"api/v1/{list}")).Body!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>());
}
