using System.Text.Json;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>Reads what Azure OpenAI answered with.</summary>
internal static class AzureOpenAiReading
{
    public static ModelReply<string> Text(JsonElement answer)
    {
        var usage = answer.Field("usage").Number("prompt_tokens") is { } input
            ? new ModelUsage((int)input, (int)(answer.Field("usage").Number("completion_tokens") ?? 0)) : null;
        var choice = answer.Items("choices").FirstOrDefault();
        var message = choice.Field("message");
        return choice.Text("finish_reason") switch
        {
            "length" => ModelReply<string>.Useless(
                ProviderFault.GenerationFailed, "Azure OpenAI's answer was cut off.", "length", usage, FallbackCode.CutOff),
            "content_filter" => ModelReply<string>.Useless(
                ProviderFault.OutputRefused, "Azure OpenAI's content filter stopped its answer.", "content_filter", usage),
            _ when message.Text("refusal") is not null => ModelReply<string>.Useless(
                ProviderFault.OutputRefused, "Azure OpenAI's model refuses to answer.", "refusal", usage),
            _ when message.Text("content") is { } text => ModelReply<string>.Done(text, usage),
            _ => ModelReply<string>.Useless(ProviderFault.GenerationFailed, "Azure OpenAI's answer is empty.", null, usage),
        };
    }

    public static ModelReply<PictureFile> Picture(JsonElement answer)
    {
        var tokens = answer.Field("usage");
        var usage = tokens.Number("input_tokens") is { } input
            ? new ModelUsage((int)input, (int)(tokens.Number("output_tokens") ?? 0), (int)(tokens.Field("input_tokens_details").Number("image_tokens") ?? 0)) : null;
        var data = answer.Items("data").FirstOrDefault().Text("b64_json") ?? "";
        var bytes = new byte[data.Length / 4 * 3];
        return data.Length > 0 && Convert.TryFromBase64String(data, bytes, out var length)
            ? ModelReply<PictureFile>.Done(new(bytes[..length], answer.Text("output_format") == "png" ? "image/png" : "image/jpeg"), usage)
            : ModelReply<PictureFile>.Useless(ProviderFault.GenerationFailed, "Azure OpenAI painted no picture for this scene.", null, usage);
    }
}
