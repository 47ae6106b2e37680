using System.Net.Http.Headers;

namespace VideoGen.Infrastructure.Models;

/// <summary>The form of <c>images/edits</c>: a prompt with the pictures that it is to look at.</summary>
internal static class ImageForm
{
    public static MultipartFormDataContent Of(PaintingOrder order, string size, string quality)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(order.Prompt), "prompt" },
            { new StringContent("1"), "n" },
            { new StringContent(size), "size" },
            { new StringContent(quality), "quality" },
            { new StringContent("jpeg"), "output_format" },
        };
        foreach (var (file, i) in order.References.Select((file, i) => (file, i)))
        {
            var part = new ByteArrayContent(file.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(file.ContentType) } };
            form.Add(part, "image[]", $"product-{i + 1}.{(file.ContentType == "image/png" ? "png" : "jpg")}");
        }

        return form;
    }
}
