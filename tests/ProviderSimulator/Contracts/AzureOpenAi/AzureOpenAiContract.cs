using System.Globalization;
using VideoGen.ProviderSimulator.Models;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Contracts.AzureOpenAi;

/// <summary>
/// Azure OpenAI's deployments: chat completions, images and their edits. Deployments are named as their models here. Microsoft's
/// azure-ai-docs, April 2026.
/// </summary>
public sealed class AzureOpenAiContract(Calls calls, Answering answering) : Contract
{
    public override string Provider => "azure_openai";

    public override void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/openai/deployments/{deployment}/chat/completions", (HttpContext http, string deployment) => ChatAsync(http, deployment));
        routes.MapPost("/openai/deployments/{deployment}/images/generations", (HttpContext http, string deployment) => ImageAsync(http, deployment));
        routes.MapPost("/openai/deployments/{deployment}/images/edits", (HttpContext http, string deployment) => EditAsync(http, deployment));
    }

    public override bool HasKey(HttpRequest request, string key) => request.Headers["api-key"] == key;

    public override IResult Refuse(Refusal refusal)
    {
        var (status, code) = refusal.Kind switch
        {
            RefusalKind.WrongKey => (401, "401"),
            RefusalKind.AccountBlocked => (403, "Forbidden"),
            RefusalKind.PromptModerated => (400, "content_filter"),
            RefusalKind.NotFound or RefusalKind.ModelRetired => (404, "DeploymentNotFound"),
            RefusalKind.OutOfCredit or RefusalKind.DailyCap => (429, "insufficient_quota"),
            RefusalKind.TooManyRequests or RefusalKind.TooManyJobs => (429, "429"),
            RefusalKind.Unavailable => (503, "ServiceUnavailable"),
            RefusalKind.Invalid or RefusalKind.TooLarge => (400, "invalid_request_error"),
            _ => (500, "InternalServerError"),
        };
        var error = new JsonObject { ["code"] = code, ["message"] = refusal.Message, ["param"] = refusal.Field };
        if (refusal.Kind == RefusalKind.PromptModerated)
        {
            error["innererror"] = new JsonObject { ["code"] = "ResponsibleAIPolicyViolation" };
        }

        return Answers.Refuse(status, new JsonObject { ["error"] = error }, refusal.RetryAfterSeconds);
    }

    async Task<IResult> ChatAsync(HttpContext http, string deployment)
    {
        var body = await Fields.ReadAsync(http.Request);
        Check(http, deployment);
        if (body.Json["max_tokens"] is not null)
        {
            throw RefusedException.Invalid("max_tokens", "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.");
        }

        if (body.Json["response_format"]?["json_schema"]?["strict"]?.GetValue<bool>() != true)
        {
            throw RefusedException.Invalid("response_format", "response_format.json_schema.strict must be true here.");
        }

        var messages = body.Json["messages"]?.AsArray() ?? throw RefusedException.Invalid("messages", "messages is required.");
        var request = new ModelRequest(Provider, deployment, Prompted.Read(Said(messages, "system"), Said(messages, "user")),
            body.Json["max_completion_tokens"]?.GetValue<int>() ?? 8192);
        return await calls.AskAsync(http, this, request, () => answering.Answer(request) is { End: not ModelEnd.PromptBlocked } answer
            ? Results.Json(AzureOpenAiAnswers.Chat(answer))
            : Refuse(new Refusal(RefusalKind.PromptModerated, "The response was filtered due to the prompt triggering the content management policy.")));
    }

    async Task<IResult> ImageAsync(HttpContext http, string deployment)
    {
        var body = await Fields.ReadAsync(http.Request);
        Check(http, deployment);
        if (body.Json["response_format"] is not null)
        {
            throw RefusedException.Invalid("response_format", "Unknown parameter: 'response_format'.");
        }

        return await PaintAsync(http, deployment, body.RequiredText("prompt"), body.Text("size"), body.Text("quality"), []);
    }

    async Task<IResult> EditAsync(HttpContext http, string deployment)
    {
        Check(http, deployment);
        var form = await http.Request.ReadFormAsync();
        var pictures = new List<byte[]>();
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            pictures.Add(Pictures.IsPicture(bytes.ToArray()) ? bytes.ToArray() : throw RefusedException.Invalid("image", "Invalid image file or mode."));
        }

        return pictures.Count == 0 ? throw RefusedException.Invalid("image", "image is required.")
            : await PaintAsync(http, deployment, form["prompt"].ToString(), form["size"], form["quality"], pictures);
    }

    Task<IResult> PaintAsync(HttpContext http, string deployment, string prompt, string? size, string? quality, IReadOnlyList<byte[]> pictures)
    {
        int[] sides = [.. (size ?? "1024x1024").Split('x').Select(side => int.Parse(side, CultureInfo.InvariantCulture))];
        if (sides is not [var width, var height] || width % 16 != 0 || height % 16 != 0)
        {
            throw RefusedException.Invalid("size", $"Invalid size '{size}'. Width and height must be divisible by 16.");
        }

        var request = new ModelRequest(Provider, deployment, Prompted.Read("", prompt), PictureTokens: ModelPrices.GptImage(quality),
            Width: width, Height: height, References: pictures);
        return calls.AskAsync(http, this, request, () => answering.Answer(request) is { Picture: not null } answer
            ? Results.Json(AzureOpenAiAnswers.Image(answer, size, quality))
            : Refuse(new Refusal(RefusalKind.PromptModerated, "Your request was rejected as a result of our safety system.")));
    }

    static void Check(HttpContext http, string deployment)
    {
        if (!http.Request.Query.ContainsKey("api-version"))
        {
            throw RefusedException.Invalid("api-version", "Missing required query parameter: api-version.");
        }

        if (!ModelPrices.Knows(deployment) || deployment.StartsWith("gemini", StringComparison.Ordinal))
        {
            throw new RefusedException(new Refusal(RefusalKind.NotFound, "The API deployment for this resource does not exist."));
        }
    }

    static string Said(JsonArray messages, string role)
        => string.Join('\n', messages.Where(message => message!["role"]!.GetValue<string>() == role).Select(message => message!["content"]!.GetValue<string>()));
}
