using System.Text.Json;
using Microsoft.Extensions.Options;
using Mscc.GenerativeAI;
using Mscc.GenerativeAI.Types;
using VideoGen.Domain;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>Gemini writes and paints by one method, generateContent. It has no idempotency key: each request is sent once.</summary>
/// <remarks>ai.google.dev/api/generate-content and /gemini-api/docs/image-generation.</remarks>
internal sealed class GeminiService : ITextModel, IImageModel
{
    readonly GeminiOptions _options;
    readonly GoogleAI _google;

    public GeminiService(IOptions<GeminiOptions> options, IHttpClientFactory clients)
    {
        _options = options.Value;
        // The package would try sixty times, and every time that is answered is paid.
        var once = new RequestOptions(new Retry { Maximum = 1, StatusCodes = [] }, TimeSpan.FromSeconds(_options.TimeoutSeconds));
        _google = new GoogleAI(_options.ApiKey, httpClientFactory: new GeminiHttp(clients, _options), requestOptions: once);
    }

    public string Service => _options.Name;

    public IReadOnlyList<ModelSpec> TextModels => _options.OfferedTextModels;

    public IReadOnlyList<ModelSpec> ImageModels => _options.OfferedImageModels;

    public bool SeesPictures => true;

    public int MostReferences => 3;

    public Task<ModelReply<string>> AskAsync(ModelSpec model, TextQuestion question, CancellationToken cancellationToken)
        => CallAsync(model, new GenerateContentRequest
        {
            SystemInstruction = new Content(question.Instructions),
            Contents = [new Content((List<IPart>)[new TextData { Text = question.Material }, .. question.Pictures.Select(Inline)])],
            GenerationConfig = new()
            {
                ResponseMimeType = "application/json",
                ResponseJsonSchema = question.Schema,
                MaxOutputTokens = model.MostOutput,
            },
        }, ReadText, cancellationToken);

    public Task<ModelReply<PictureFile>> PaintAsync(ModelSpec model, PaintingOrder order, CancellationToken cancellationToken)
    {
        return CallAsync(model, new GenerateContentRequest
        {
            Contents = [new Content((List<IPart>)[.. order.References.Select(Inline), new TextData { Text = order.Prompt }])],
            GenerationConfig = new()
            {
                ResponseModalities = [ResponseModality.Image],
                ImageConfig = new() { AspectRatio = RatioOf(order.Size.AspectRatio), ImageSize = SizeOf(model, order.Size) },
            },
        }, ReadPicture, cancellationToken);
    }

    async Task<ModelReply<T>> CallAsync<T>(
        ModelSpec model, GenerateContentRequest request, Func<Candidate, ModelUsage?, ModelReply<T>> read, CancellationToken cancellationToken) where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(_options.TimeoutSeconds));
        try
        {
            var answer = await _google.GenerativeModel(model.Id).GenerateContent(request, cancellationToken: limit.Token);
            var usage = UsageOf(answer.UsageMetadata);
            return answer.Candidates is [var first, ..]
                ? read(first, usage)
                : ModelReply<T>.Useless(ProviderFault.InputRefused, "Gemini does not answer this request: it was blocked.",
                    answer.PromptFeedback?.BlockReason?.ToString(), usage);
        }
        catch (GeminiApiException e) when (!cancellationToken.IsCancellationRequested)
        {
            return await GeminiFailures.ReadAsync<T>(e, cancellationToken);
        }
        catch (JsonException)
        {
            return ModelReply<T>.Unclear("Gemini's answer cannot be read.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ModelReply<T>.Unclear("Gemini did not answer in time.");
        }
    }

    static IPart Inline(PictureFile file) => new InlineData { MimeType = file.ContentType, Data = Convert.ToBase64String(file.Bytes) };

    static ModelReply<string> ReadText(Candidate candidate, ModelUsage? usage)
    {
        var text = string.Concat((candidate.Content?.Parts ?? []).Where(part => part.Thought != true).Select(part => part.Text));
        return FaultOf(candidate.FinishReason) is { } fault
            ? fault == ProviderFault.GenerationFailed
                ? ModelReply<string>.Useless(fault, "Gemini's answer was cut off.", candidate.FinishReason?.ToString(), usage, FallbackCode.CutOff)
                : ModelReply<string>.Useless(fault, "Gemini's own filter stopped its answer.", candidate.FinishReason?.ToString(), usage)
            : text.Length == 0 ? ModelReply<string>.Useless(ProviderFault.GenerationFailed, "Gemini's answer is empty.", null, usage)
            : ModelReply<string>.Done(text, usage);
    }

    static ModelReply<PictureFile> ReadPicture(Candidate candidate, ModelUsage? usage)
    {
        var picture = (candidate.Content?.Parts ?? []).Select(part => part.InlineData).FirstOrDefault(data => data is { Data.Length: > 0 });
        var bytes = new byte[(picture?.Data.Length ?? 0) / 4 * 3];
        return picture is not null && Convert.TryFromBase64String(picture.Data, bytes, out var length)
            ? ModelReply<PictureFile>.Done(new(bytes[..length], picture.MimeType ?? "image/png"), usage)
            : ModelReply<PictureFile>.Useless(FaultOf(candidate.FinishReason) ?? ProviderFault.GenerationFailed,
                "Gemini painted no picture for this scene.", candidate.FinishReason?.ToString(), usage);
    }

    /// <returns><see langword="null"/> for an answer that ended as it should.</returns>
    static ProviderFault? FaultOf(FinishReason? reason) => reason switch
    {
        null or FinishReason.Stop or FinishReason.FinishReasonUnspecified => null,
        FinishReason.MaxTokens or FinishReason.Other or FinishReason.NoImage or FinishReason.ImageOther => ProviderFault.GenerationFailed,
        _ => ProviderFault.OutputRefused,
    };

    static ModelUsage? UsageOf(UsageMetadata? usage) => usage?.PromptTokenCount is { } input
        ? new(input, (usage.CandidatesTokenCount ?? 0) + (usage.ThoughtsTokenCount ?? 0)) : null;

    static ImageAspectRatio RatioOf(AspectRatio ratio) => ratio switch
    {
        AspectRatio.Landscape => ImageAspectRatio.Ratio16x9,
        AspectRatio.Portrait => ImageAspectRatio.Ratio9x16,
        _ => ImageAspectRatio.Ratio1x1,
    };

    /// <summary>The lite model paints 1K only.</summary>
    static ImageSize SizeOf(ModelSpec model, FrameSize size)
        => size.Resolution == Resolution.P720 || model.Id.Contains("lite", StringComparison.Ordinal) ? ImageSize.Size1K : ImageSize.Size2K;
}
