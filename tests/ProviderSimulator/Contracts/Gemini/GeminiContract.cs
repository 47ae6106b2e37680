using System.Globalization;
using VideoGen.ProviderSimulator.Models;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Contracts.Gemini;

/// <summary>
/// Gemini's generateContent for text and pictures. ai.google.dev/api/generate-content and /gemini-api/docs/billing: a refusal costs nothing,
/// what was answered or blocked does.
/// </summary>
public sealed class GeminiContract(Calls calls, Answering answering) : Contract
{
    public override string Provider => "gemini";

    public override void Map(RouteGroupBuilder routes)
        => routes.MapPost("/v1beta/models/{model}:generateContent", (HttpContext http, string model) => GenerateAsync(http, model));

    public override bool HasKey(HttpRequest request, string key) => request.Headers["x-goog-api-key"] == key;

    public override IResult Refuse(Refusal refusal)
    {
        var (code, status) = refusal.Kind switch
        {
            RefusalKind.WrongKey or RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.PromptModerated => (400, "INVALID_ARGUMENT"),
            RefusalKind.AccountBlocked => (403, "PERMISSION_DENIED"),
            RefusalKind.NotFound or RefusalKind.ModelRetired => (404, "NOT_FOUND"),
            RefusalKind.OutOfCredit or RefusalKind.DailyCap or RefusalKind.TooManyRequests or RefusalKind.TooManyJobs => (429, "RESOURCE_EXHAUSTED"),
            RefusalKind.Unavailable => (503, "UNAVAILABLE"),
            _ => (500, "INTERNAL"),
        };
        var error = new JsonObject { ["code"] = code, ["message"] = refusal.Message, ["status"] = status, ["details"] = Details(refusal) };
        return Results.Json(new JsonObject { ["error"] = error }, statusCode: code);
    }

    static JsonArray Details(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey => [new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = "API_KEY_INVALID" }],
        RefusalKind.DailyCap or RefusalKind.OutOfCredit => [Quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"), RetryIn(22)],
        RefusalKind.TooManyRequests or RefusalKind.TooManyJobs when refusal.RetryAfterSeconds is { } seconds
            => [Quota("GenerateRequestsPerMinutePerProjectPerModel"), RetryIn(seconds)],
        RefusalKind.TooManyRequests or RefusalKind.TooManyJobs => [Quota("GenerateRequestsPerMinutePerProjectPerModel")],
        _ => [],
    };

    static JsonObject Quota(string id) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
        ["violations"] = new JsonArray(new JsonObject { ["quotaId"] = id, ["quotaValue"] = "250" }),
    };

    static JsonObject RetryIn(int seconds) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.RetryInfo",
        ["retryDelay"] = string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
    };

    async Task<IResult> GenerateAsync(HttpContext http, string model)
    {
        var body = await Fields.ReadAsync(http.Request);
        if (!ModelPrices.Knows(model) || !model.StartsWith("gemini", StringComparison.Ordinal))
        {
            return Refuse(new Refusal(RefusalKind.NotFound, $"models/{model} is not found for API version v1beta."));
        }

        var parts = body.Json["contents"]?.AsArray().SelectMany(content => content!["parts"]!.AsArray()).ToList()
            ?? throw RefusedException.Invalid("contents", "contents is required.");
        var prompt = Prompted.Read(Texts(body.Json["systemInstruction"]?["parts"]?.AsArray() ?? []), Texts(parts));
        var pictures = parts.Select(part => part!["inlineData"]?["data"]?.GetValue<string>()).OfType<string>()
            .Select(data => Pictures.Decode(data, "contents.parts.inlineData.data")).ToList();
        var config = body.Json["generationConfig"];
        var paints = GeminiAnswers.IsImageModel(model);
        if (paints != (config?["responseModalities"]?.AsArray().Any(mode => mode!.GetValue<string>() == "IMAGE") == true))
        {
            throw RefusedException.Invalid("generationConfig.responseModalities", "The model does not support the requested response modalities.");
        }

        var (width, height) = paints ? SizeOf(config!["imageConfig"]) : default;
        var request = new ModelRequest(Provider, model, prompt, config?["maxOutputTokens"]?.GetValue<int>() ?? 8192,
            ModelPrices.GeminiImage(config?["imageConfig"]?["imageSize"]?.GetValue<string>()), width, height, pictures);
        return await calls.AskAsync(http, this, request, () => Results.Json(GeminiAnswers.View(model, answering.Answer(request))));
    }

    static string Texts(IEnumerable<JsonNode?> parts) => string.Concat(parts.Select(part => part!["text"]?.GetValue<string>()));

    static (int Width, int Height) SizeOf(JsonNode? image) => image?["aspectRatio"]?.GetValue<string>() switch
    {
        "16:9" => (1376, 768),
        "9:16" => (768, 1376),
        _ => (1024, 1024),
    };
}
