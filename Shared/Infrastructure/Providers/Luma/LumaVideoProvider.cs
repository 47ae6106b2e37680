using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// Luma's Agents API. It has no idempotency key and no list of jobs: a submit without an answer stays of unknown outcome. What failed
/// jobs cost is not documented.
/// </summary>
/// <remarks>https://docs.agents.lumalabs.ai/guides and lumalabs/luma-agents-python, June 2026.</remarks>
internal sealed class LumaVideoProvider(
    IOptions<LumaOptions> options, IHttpClientFactory clients, TimeProvider time, SceneStills stills, ClipImport import,
    ILogger<LumaVideoProvider> log) : PaidVideoProvider<object>(options.Value, time, import)
{
    const int LongestPrompt = 5000;

    /// <summary>Longer clips take keyframes and no first frame, which comes to the same.</summary>
    const double LongestFromStartFrame = 5;

    static readonly int[] FirstFrame = [0];

    readonly ProviderApi _api = new(clients, options.Value, time, JsonFields.SnakeCase,
        headers => headers.Authorization = new("Bearer", options.Value.ApiKey));

    public override ProviderContract Contract { get; } = options.Value.Paced(new()
    {
        SubmitIsRepeatable = false,
        CanFindLostJobs = false,
        CanCancel = false,
        SendsWebhooks = false,
        // Every account has its own limits, shown in its dashboard; these are low.
        MaxConcurrent = options.Value.MaxConcurrent ?? 5,
        MaxPerMinute = options.Value.MaxPerMinute ?? 10,
        PollEvery = TimeSpan.FromSeconds(5),
        PollAtMostEvery = TimeSpan.FromSeconds(30),
        QueuedAtMost = TimeSpan.FromMinutes(45),
        RunsAtMost = TimeSpan.FromMinutes(30),
    });

    protected override async Task<SubmitAnswer> OrderAsync(RenderJob job, Order order, object? still, CancellationToken cancellationToken)
    {
        var answer = await _api.PostAsync("generations", new
        {
            Model = order.Model.Id,
            Type = "video",
            Prompt = ScenePrompt.For(job.Brief, LongestPrompt),
            AspectRatio = Spelling.Of(job.Brief.Still.Size.AspectRatio),
            Video = new
            {
                Resolution = Spelling.Of(order.Resolution),
                Duration = string.Create(CultureInfo.InvariantCulture, $"{order.Seconds}s"),
                StartFrame = order.Seconds <= LongestFromStartFrame ? still : null,
                Keyframes = order.Seconds > LongestFromStartFrame && still is not null ? new[] { still } : null,
                KeyframeIndexes = order.Seconds > LongestFromStartFrame && still is not null ? FirstFrame : null,
            },
        }, cancellationToken);
        return answer.ToSubmitAnswer(order.Model.Id, body => body.Text("id"), _ => null);
    }

    protected override async Task<object?> StillAsync(StillBrief still, CancellationToken cancellationToken)
    {
        if (await stills.LinkAsync(still, options.Value.Address, cancellationToken) is { } link)
        {
            return new { Url = link };
        }

        return await stills.InlineAsync(still, cancellationToken) is { } picture
            ? new { Data = picture.Base64, MediaType = picture.ContentType } : null;
    }

    protected override async Task<JobReading> ReadAsync(RenderJob job, CancellationToken cancellationToken)
        => (await _api.GetAsync($"generations/{Uri.EscapeDataString(job.ProviderJobId!)}", cancellationToken))
            .ToJobReading(Read, _ => null);

    JobReading Read(JsonElement job) => job.Text("state") switch
    {
        null => Orders.Stateless,
        "queued" => new(new JobAnswer.Queued("queued")),
        "completed" => new(
            new JobAnswer.Ready(), job.Items("output").FirstOrDefault(one => one.Text("type") is null or "video").Text("url")),
        "failed" => new(new JobAnswer.Failed(FailureOf(job.Text("failure_code"), job.Text("failure_reason")), ChargedUsd: null)),
        var state => new(Orders.Running(state, known: state == "processing", log)),
    };

    static ProviderFailure FailureOf(string? code, string? reason) => new(
        code switch
        {
            "content_moderated" => ProviderFault.InputRefused,
            "budget_exhausted" => ProviderFault.OutOfCredit,
            "rate_limited" => ProviderFault.Throttled,
            "image_too_large" or "unsupported_format" or "corrupt_input" or "invalid_request" => ProviderFault.InvalidRequest,
            // generation_failed, output_not_found, and what is yet to come.
            _ => ProviderFault.GenerationFailed,
        },
        $"Luma could not render the scene: {WireReading.Saying(reason)}", code);
}
