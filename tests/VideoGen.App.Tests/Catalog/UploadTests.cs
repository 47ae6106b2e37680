using System.Net;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace VideoGen.App.Tests.Catalog;

/// <summary>Files go from the sender straight into the store, and are taken over when their bytes are what was announced.</summary>
[Collection(CatalogCollection.Name)]
public sealed class UploadTests(AppFixture fixture)
{
    ApiClient Api => fixture.Api;

    [Fact]
    public async Task ProductImage_Sent_IsShownWithItsSizeUntilItIsDeleted()
    {
        var (_, product) = await CatalogAsync();
        var png = Picture(SKEncodedImageFormat.Png);

        var taken = await TakeAsync($"products/{product}", await fixture.UploadAsync("product_image", "image/png", png));

        taken.Status.Should().Be(HttpStatusCode.Created);
        var image = (await Api.GetAsync($"api/v1/products/{product}")).Body!["images"]![0]!;
        (image["width"]!.GetValue<int>(), image["height"]!.GetValue<int>(), image["size_bytes"]!.GetValue<int>()).Should().Be((300, 200, png.Length));
        image["alt"]!.GetValue<string>().Should().Be("A lamp");
        (await fixture.App.Http.GetByteArrayAsync(image["url"]!.GetValue<string>())).Should().Equal(png);

        (await Api.DeleteAsync($"api/v1/products/{product}/images/{image["id"]}")).Status.Should().Be(HttpStatusCode.NoContent);
        (await Api.GetAsync($"api/v1/products/{product}")).Body!["images"]!.AsArray().Should().BeEmpty();
        (await Api.DeleteAsync($"api/v1/products/{product}/images/{image["id"]}")).Code.Should().Be("image_not_found");
    }

    [Fact]
    public async Task Upload_UsedTwice_IsRefusedTheSecondTime()
    {
        var (brand, product) = await CatalogAsync();
        var upload = await fixture.UploadAsync("brand_image", "image/webp", Picture(SKEncodedImageFormat.Webp));

        (await TakeAsync($"products/{product}", upload)).Fields.Should().Equal(["upload_id"], "it was made for a brand");
        (await TakeAsync($"brands/{brand}", upload)).Status.Should().Be(HttpStatusCode.Created);
        (await TakeAsync($"brands/{brand}", upload)).Fields.Should().Equal("upload_id");
    }

    [Fact]
    public async Task Image_BytesAreNotWhatWasAnnounced_NamesTheUpload()
    {
        var (_, product) = await CatalogAsync();

        (await FaultAsync(await fixture.UploadAsync("product_image", "image/png", Picture(SKEncodedImageFormat.Jpeg)))).Should().Contain("image/jpeg");
        (await FaultAsync(await fixture.UploadAsync("product_image", "image/png", "<html>"u8.ToArray()))).Should().Contain("no PNG");
        (await FaultAsync(await fixture.UploadAsync("product_image", "image/png", [], announced: 10, send: false))).Should().Contain("Nothing has arrived");
        (await FaultAsync(await fixture.UploadAsync("product_image", "image/png", Picture(SKEncodedImageFormat.Png), announced: 9_999_999))).Should().Contain("9999999 were announced");
        (await Api.GetAsync($"api/v1/products/{product}")).Body!["images"]!.AsArray().Should().BeEmpty();

        async Task<string> FaultAsync(string upload)
        {
            var answer = await TakeAsync($"products/{product}", upload);
            answer.Fields.Should().Equal("upload_id");
            return answer.Body!["detail"]!.GetValue<string>();
        }
    }

    [Theory]
    [InlineData("product_image", "image/gif", 1000, "content_type")]
    [InlineData("product_image", "image/png", 20 * 1024 * 1024 + 1, "size_bytes")]
    [InlineData("brand_image", "image/png", 0, "size_bytes")]
    [InlineData("reference_video", "video/x-msvideo", 1000, "content_type")]
    [InlineData("reference_video", "video/mp4", 4L * 1024 * 1024 * 1024 + 1, "size_bytes")]
    [InlineData("script", "text/plain", 10, "kind")]
    public async Task CreateUpload_WhatIsNotTaken_IsRefusedBeforeItIsSent(string kind, string type, long bytes, string named)
        => (await Api.PostAsync("api/v1/uploads", new JsonObject { ["kind"] = kind, ["file_name"] = "a", ["content_type"] = type, ["size_bytes"] = bytes }))
            .Fields.Should().Equal(named);

    [Fact]
    public async Task CreateUpload_LargerThanAnnounced_IsNotStored()
    {
        var answer = (await Api.PostAsync("api/v1/uploads", new JsonObject
        {
            ["kind"] = "product_image",
            ["file_name"] = "a.png",
            ["content_type"] = "image/png",
            ["size_bytes"] = 10,
        })).Body!;
        using var body = new ByteArrayContent(new byte[11]);
        body.Headers.ContentType = new("image/png");

        (await fixture.App.Http.PutAsync(answer["upload_url"]!.GetValue<string>(), body)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Sweep_ImageWasDeleted_StaysWhileAVideoHasIt()
    {
        var input = await Api.VideoInputAsync(review: ["script"]);
        var product = input["product_id"]!.GetValue<string>();
        var kept = (await TakeAsync($"products/{product}", await fixture.UploadAsync("product_image", "image/png", Picture(SKEncodedImageFormat.Png)))).Body!;
        var video = await Api.StartVideoAsync(input);
        var lost = (await TakeAsync($"products/{product}", await fixture.UploadAsync("product_image", "image/png", Picture(SKEncodedImageFormat.Png)))).Body!;
        await Api.DeleteAsync($"api/v1/products/{product}/images/{kept["id"]}");
        await Api.DeleteAsync($"api/v1/products/{product}/images/{lost["id"]}");

        await fixture.SweepAsync("update images set removed_at = removed_at - interval '1 hour' where removed_at is not null");

        (await fixture.App.Http.GetAsync(kept["url"]!.GetValue<string>())).StatusCode.Should().Be(HttpStatusCode.OK, "the video was made with it");
        (await fixture.App.Http.GetAsync(lost["url"]!.GetValue<string>())).StatusCode.Should().Be(HttpStatusCode.NotFound);
        await Api.PostAsync($"api/v1/videos/{video}/cancel");
    }

    async Task<(string Brand, string Product)> CatalogAsync()
    {
        var brand = await Api.CreateAsync("brands", CatalogSamples.Brand("Fern"));
        return (brand, await Api.CreateAsync("products", CatalogSamples.Product(brand, "Drift")));
    }

    Task<ApiAnswer> TakeAsync(string owner, string upload)
        => Api.PostAsync($"api/v1/{owner}/images", new JsonObject { ["upload_id"] = upload, ["alt"] = "A lamp" });

    static byte[] Picture(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(300, 200);
        bitmap.Erase(SKColors.Teal);
        using var data = bitmap.Encode(format, 90);
        return data.ToArray();
    }
}
