using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// Runway's API. It has no idempotency key, no list of tasks and no webhooks: a submit without an answer stays of unknown outcome. What
/// moderation stops is charged.
/// </summary>
/// <remarks>runwayml/sdk-node 4.12; docs.dev.runwayml.com/errors and /usage/tiers.</remarks>
internal sealed class RunwayVideoProvider(
    IOptions<RunwayOptions> options, IHttpClientFactory clients, TimeProvider time, SceneStills stills, ClipImport import,
    ILogger<RunwayVideoProvider> log) : PaidVideoProvider<string>(options.Value, time, import)
{
    const string ApiVersion = "2024-11-06";

    /// <summary>UTF-16 code units.</summary>
    const int LongestPrompt = 1000;

    readonly ProviderApi _api = new(clients, options.Value, time, JsonFields.CamelCase, headers =>
    {
        headers.Authorization = new("Bearer", options.Value.ApiKey);
        headers.Add("X-Runway-Version", ApiVersion);
    });

    public override ProviderContract Contract { get; } = options.Value.Paced(new()
    {
        SubmitIsRepeatable = false,
        CanFindLostJobs = false,
        CanCancel = true,
        SendsWebhooks = false,
        // The first tier's; tasks above the limit are taken and wait as THROTTLED.
        MaxConcurrent = options.Value.MaxConcurrent ?? 2,
        MaxPerMinute = options.Value.MaxPerMinute,
        PollEvery = TimeSpan.FromSeconds(6),
        PollAtMostEvery = TimeSpan.FromSeconds(30),
        QueuedAtMost = TimeSpan.FromHours(2),
        RunsAtMost = TimeSpan.FromMinutes(30),
    });

    protected override async Task<SubmitAnswer> OrderAsync(RenderJob job, Order order, string? still, CancellationToken cancellationToken)
    {
        // Square clips are made from a picture only.
        if (still is null && job.Brief.Still.Size.AspectRatio == AspectRatio.Square)
        {
            return Orders.Unreachable;
        }

        var answer = await _api.PostAsync(still is null ? "v1/text_to_video" : "v1/image_to_video", new
        {
            Model = order.Model.Id,
            PromptText = ScenePrompt.For(job.Brief, LongestPrompt),
            PromptImage = still,
            Ratio = RatioOf(job.Brief.Still.Size.AspectRatio, order.Resolution),
            Duration = (int)order.Seconds,
            // Veo's sound costs twice as much; films have their own.
            Audio = order.Model.Id.StartsWith("veo3.1", StringComparison.Ordinal) ? false : (bool?)null,
        }, cancellationToken);
        return answer.ToSubmitAnswer(order.Model.Id, body => body.Text("id"), Explain);
    }

    /// <summary>Deletes the task while it is under way; afterwards the same call would delete what was paid for.</summary>
    public override async Task<bool> CancelAsync(RenderJob job, CancellationToken cancellationToken)
        => (await ReadAsync(job, cancellationToken)).Answer switch
        {
            JobAnswer.Queued or JobAnswer.Running { State: "RUNNING" }
                => await _api.DeleteAsync(PathOf(job), cancellationToken) is WireAnswer.Received { IsSuccess: true } or WireAnswer.Received { Status: 404 },
            // Also of one that was just made Runway may know nothing.
            JobAnswer.Running or JobAnswer.Missing or JobAnswer.NotSure => false,
            _ => true,
        };

    static string PathOf(RenderJob job) => $"v1/tasks/{Uri.EscapeDataString(job.ProviderJobId!)}";

    protected override async Task<JobReading> ReadAsync(RenderJob job, CancellationToken cancellationToken)
        => (await _api.GetAsync(PathOf(job), cancellationToken)).ToJobReading(body => Read(job, body), _ => null);

    /// <summary>Links have to answer HEAD, which those of S3 servers do not: the picture goes along where it fits.</summary>
    protected override async Task<string?> StillAsync(StillBrief still, CancellationToken cancellationToken)
        => await stills.InlineAsync(still, cancellationToken) is { } picture
            ? $"data:{picture.ContentType};base64,{picture.Base64}" : await stills.LinkAsync(still, options.Value.Address, cancellationToken);

    /// <summary>
    /// An empty account is a 400 like any other, and a text is all that tells. Tasks above the limit wait at Runway: what it refuses without
    /// saying when to come again is above the day's limit of the model.
    /// </summary>
    static ProviderFailure? Explain(WireAnswer.Received answer) => answer switch
    {
        { Status: 400 } when answer.Body.Text("error")?.Contains("enough credits", StringComparison.OrdinalIgnoreCase) == true
            => new(ProviderFault.OutOfCredit, "The organization at Runway has not enough credits.", "http_400"),
        { Status: 429, RetryAfter: null }
            => new(ProviderFault.OutOfCredit, "The day's limit of this model at Runway is used up.", "http_429", OfModel: true),
        _ => null,
    };

    static string RatioOf(AspectRatio ratio, Resolution resolution) => (ratio, resolution) switch
    {
        (AspectRatio.Landscape, Resolution.P720) => "1280:720",
        (AspectRatio.Portrait, Resolution.P720) => "720:1280",
        (AspectRatio.Landscape, _) => "1920:1080",
        (AspectRatio.Portrait, _) => "1080:1920",
        _ => "960:960",
    };

    JobReading Read(RenderJob job, JsonElement task) => task.Text("status") switch
    {
        null => Orders.Stateless,
        "PENDING" or "THROTTLED" => new(new JobAnswer.Queued(task.Text("status")!)),
        "SUCCEEDED" => new(new JobAnswer.Ready(), task.Items("output").Select(one => one.Text()).FirstOrDefault(link => link is not null)),
        "FAILED" => new(FailedWith(job, task.Text("failureCode"), task.Text("failure"))),
        // Whether anything is given back is not documented.
        "CANCELLED" => new(new JobAnswer.Failed(
            new(ProviderFault.GenerationFailed, "The task was cancelled at Runway.", "CANCELLED"), ChargedUsd: null)),
        var status => new(Orders.Running(status, known: status == "RUNNING", log, task.Number("progress"))),
    };

    static JobAnswer.Failed FailedWith(RenderJob job, string? code, string? text)
    {
        var fault = code switch
        {
            not null when IsOrBelow(code, "SAFETY.OUTPUT") => ProviderFault.OutputRefused,
            not null when IsOrBelow(code, "SAFETY") || IsOrBelow(code, "INPUT_PREPROCESSING.SAFETY") => ProviderFault.InputRefused,
            not null when IsOrBelow(code, "ASSET") => ProviderFault.InvalidRequest,
            not null when IsOrBelow(code, "THIRD_PARTY") => ProviderFault.Unavailable,
            // INTERNAL, INPUT_PREPROCESSING.INTERNAL, none, and what is yet to come.
            _ => ProviderFault.GenerationFailed,
        };
        // What moderation stops is charged like a success; of the rest nothing is said.
        var charged = fault is ProviderFault.InputRefused or ProviderFault.OutputRefused ? job.ReservedUsd : (decimal?)null;
        return new(new(fault, $"Runway could not render the scene: {WireReading.Saying(text)}", code), charged);
    }

    static bool IsOrBelow(string code, string family) => code == family || code.StartsWith(family + ".", StringComparison.Ordinal);
}
