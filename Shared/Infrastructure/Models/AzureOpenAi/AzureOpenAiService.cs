using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Azure.AI.OpenAI;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>Azure OpenAI writes by chat completions and paints by images. It has no idempotency key: each request is sent once.</summary>
/// <remarks>
/// Bodies are written and read here and sent by the package's protocol methods: its own types know neither max_completion_tokens at Azure
/// nor what today's image models take and tell.
/// </remarks>
internal sealed class AzureOpenAiService(IOptions<AzureOpenAiOptions> options, IHttpClientFactory clients) : ITextModel, IImageModel
{
    readonly AzureOpenAIClient _client = AzureOpenAiConnection.Create(options.Value, clients);

    public string Service => options.Value.Name;

    public IReadOnlyList<ModelSpec> TextModels { get; } = options.Value.OfferedTextModels;

    /// <summary>A deployment has to be named; the known model only lends its price.</summary>
    public IReadOnlyList<ModelSpec> ImageModels { get; } = options.Value.ImageModels.Count > 0 ? options.Value.OfferedImageModels : [];

    public bool SeesPictures => false;

    public int MostReferences => 3;

    public Task<ModelReply<string>> AskAsync(ModelSpec model, TextQuestion question, CancellationToken cancellationToken)
    {
        var body = new
        {
            Messages = new[] { new { Role = "system", Content = question.Instructions }, new { Role = "user", Content = question.Material } },
            MaxCompletionTokens = model.MostOutput,
            ResponseFormat = new { Type = "json_schema", JsonSchema = new { Name = question.SchemaName, Strict = true, question.Schema } },
        };
        return CallAsync(token => _client.GetChatClient(model.Id).CompleteChatAsync(Json(body), Once(token)), AzureOpenAiReading.Text, cancellationToken);
    }

    public Task<ModelReply<PictureFile>> PaintAsync(ModelSpec model, PaintingOrder order, CancellationToken cancellationToken)
    {
        var images = _client.GetImageClient(model.Id);
        if (order.References.Count > 0)
        {
            return CallAsync(async token =>
            {
                using var form = ImageForm.Of(order, SizeOf(order.Size), options.Value.ImageQuality);
                var content = BinaryContent.Create(BinaryData.FromBytes(await form.ReadAsByteArrayAsync(token)));
                return await images.GenerateImageEditsAsync(content, form.Headers.ContentType!.ToString(), Once(token));
            }, AzureOpenAiReading.Picture, cancellationToken);
        }

        var body = new
        {
            order.Prompt,
            N = 1,
            Size = SizeOf(order.Size),
            Quality = options.Value.ImageQuality,
            OutputFormat = "jpeg",
            OutputCompression = 90,
        };
        return CallAsync(token => images.GenerateImagesAsync(Json(body), Once(token)), AzureOpenAiReading.Picture, cancellationToken);
    }

    async Task<ModelReply<T>> CallAsync<T>(
        Func<CancellationToken, Task<ClientResult>> call, Func<JsonElement, ModelReply<T>> read, CancellationToken cancellationToken) where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            using var document = JsonDocument.Parse((await call(limit.Token)).GetRawResponse().Content);
            return read(document.RootElement);
        }
        catch (ClientResultException e) when (!cancellationToken.IsCancellationRequested)
        {
            return AzureOpenAiFailures.Read<T>(e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or AggregateException && !cancellationToken.IsCancellationRequested)
        {
            return AzureOpenAiFailures.NotAnswered<T>(e);
        }
        catch (JsonException)
        {
            return ModelReply<T>.Unclear("Azure OpenAI's answer cannot be read.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ModelReply<T>.Unclear("Azure OpenAI did not answer in time.");
        }
    }

    /// <summary>Sides divisible by 16, in the shape of films.</summary>
    static string SizeOf(FrameSize size) => size.AspectRatio switch
    {
        AspectRatio.Landscape => "1536x864",
        AspectRatio.Portrait => "864x1536",
        _ => "1024x1024",
    };

    static BinaryContent Json<T>(T body)
        => BinaryContent.Create(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(body, JsonFields.SnakeCase)));

    static RequestOptions Once(CancellationToken cancellationToken) => new() { CancellationToken = cancellationToken };
}
