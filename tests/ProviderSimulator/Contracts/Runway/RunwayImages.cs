using System.Text.Json;

namespace VideoGen.ProviderSimulator.Contracts.Runway;

/// <summary>
/// <c>promptImage</c>: one address, or objects with a position. An address is https without redirects and answers HEAD, or holds the
/// picture itself; uploads (<c>runway://</c>) are not simulated. docs.dev.runwayml.com/assets/inputs
/// </summary>
sealed class RunwayImages(Pictures pictures)
{
    /// <returns>The picture that the clip begins with, else the one that it ends with.</returns>
    public async Task<byte[]> ReadAsync(Fields body)
    {
        if (body.Json["promptImage"] is JsonValue value && value.GetValueKind() == JsonValueKind.String)
        {
            return await FetchAsync(body.RequiredText("promptImage"), "promptImage");
        }

        var images = body.Objects("promptImage");
        if (images is not { Count: >= 1 and <= 2 })
        {
            throw RefusedException.Invalid("promptImage", "promptImage: an address, or one or two objects with uri and position.");
        }

        byte[]? picture = null;
        foreach (var image in images)
        {
            var (uri, position) = (image.RequiredText("uri"), image.RequiredOneOf("position", "first", "last"));
            image.End();
            var bytes = await FetchAsync(uri, image.Path("uri"));
            picture = position == "first" ? bytes : picture ?? bytes;
        }

        return picture!;
    }

    async Task<byte[]> FetchAsync(string uri, string field)
    {
        if (!uri.StartsWith("data:", StringComparison.Ordinal))
        {
            return await pictures.FetchAsync(uri, field, askFirst: true);
        }

        return uri.Split(";base64,", 2) is [var type, var base64] && type.StartsWith("data:image/", StringComparison.Ordinal)
            ? Pictures.Decode(base64, field)
            : throw RefusedException.Invalid(field, $"{field} is no data URI of a picture in base64.");
    }
}
