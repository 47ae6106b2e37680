using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// Luma's Dream Machine API. It has no idempotency key, but its list repeats each job's request: the attempt's token in the callback
/// address finds a lost job again. Failed jobs are refunded.
/// </summary>
/// <remarks>lumalabs/lumaai-api openapi.yaml; docs.lumalabs.ai/docs/errors, /faq and /rate-limits.</remarks>
internal sealed class LumaDreamMachineVideoProvider(
    IOptions<LumaDreamMachineOptions> options, IOptions<VideoProviderOptions> common, IHttpClientFactory clients, TimeProvider time,
    SceneStills stills, ClipImport import, ILogger<LumaDreamMachineVideoProvider> log)
    : PaidVideoProvider<string>(options.Value, time, import)
{
    const int LongestPrompt = 5000;
    const int PageSize = 100;
    const int MostPages = 50;

    static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(10);


    readonly ProviderApi _api = new(clients, options.Value, time, JsonFields.SnakeCase,
        headers => headers.Authorization = new("Bearer", options.Value.ApiKey));

    public override ProviderContract Contract { get; } = options.Value.Paced(new()
    {
        SubmitIsRepeatable = false,
        CanFindLostJobs = common.Value.CallbackUrl("") is not null,
        // There is a DELETE; whether it stops a job, and what that costs, is not documented.
        CanCancel = false,
        SendsWebhooks = common.Value.CallbackUrl("") is not null,
        MaxConcurrent = options.Value.MaxConcurrent ?? 10,
        MaxPerMinute = options.Value.MaxPerMinute ?? 20,
        PollEvery = TimeSpan.FromSeconds(5),
        PollAtMostEvery = TimeSpan.FromSeconds(30),
        QueuedAtMost = TimeSpan.FromMinutes(45),
        RunsAtMost = TimeSpan.FromMinutes(30),
    });

    protected override async Task<SubmitAnswer> OrderAsync(RenderJob job, Order order, string? still, CancellationToken cancellationToken)
    {
        var answer = await _api.PostAsync("generations/video", new
        {
            GenerationType = "video",
            Model = order.Model.Id,
            Prompt = ScenePrompt.For(job.Brief, LongestPrompt),
            AspectRatio = Spelling.Of(job.Brief.Still.Size.AspectRatio),
            Resolution = Spelling.Of(order.Resolution),
            Duration = string.Create(CultureInfo.InvariantCulture, $"{order.Seconds}s"),
            Keyframes = still is null ? null : new { Frame0 = new { Type = "image", Url = still } },
            CallbackUrl = common.Value.CallbackUrl($"{Name}/{job.Token}"),
        }, cancellationToken);
        return answer.ToSubmitAnswer(order.Model.Id, body => body.Text("id"), Explain);
    }

    /// <summary>
    /// Only a list that was read to its end, and in which every job that may be the attempt's tells where it calls back, proves that there is
    /// none: an order from before callbacks were set up has no token.
    /// </summary>
    public override async Task<FindAnswer> FindAsync(RenderJob job, CancellationToken cancellationToken)
    {
        var silent = false;
        for (var page = 0; page < MostPages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"generations?limit={PageSize}&offset={page * PageSize}");
            if (await _api.GetAsync(path, cancellationToken) is not WireAnswer.Received { IsSuccess: true } list
                || list.Body.Field("generations").ValueKind != JsonValueKind.Array)
            {
                return new FindAnswer.NotSure("The list of jobs could not be read.");
            }

            var jobs = list.Body.Items("generations").ToList();
            var own = jobs.FirstOrDefault(
                one => one.Field("request").Text("callback_url")?.Contains(job.Token, StringComparison.Ordinal) == true);
            if (own.Text("id") is { } id)
            {
                return new FindAnswer.Found(id);
            }

            silent |= jobs.Any(one => one.Field("request").Text("callback_url") is null && !IsBefore(one, job));
            if (list.Body.Field("has_more").ValueKind != JsonValueKind.True)
            {
                return silent || list.Body.Field("has_more").ValueKind != JsonValueKind.False
                    ? new FindAnswer.NotSure("The list of jobs does not tell enough.")
                    : new FindAnswer.Absent();
            }
        }

        return new FindAnswer.NotSure($"It is not among the {MostPages * PageSize} jobs that were listed.");
    }

    static bool IsBefore(JsonElement listed, RenderJob job)
        => DateTimeOffset.TryParse(listed.Text("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var createdAt)
            && createdAt.UtcDateTime < job.CalledAt - ClockDifference;

    protected override Task<string?> StillAsync(StillBrief still, CancellationToken cancellationToken)
        => stills.LinkAsync(still, options.Value.Address, cancellationToken);

    protected override async Task<JobReading> ReadAsync(RenderJob job, CancellationToken cancellationToken)
        => (await _api.GetAsync($"generations/{Uri.EscapeDataString(job.ProviderJobId!)}", cancellationToken))
            .ToJobReading(Read, _ => null);

    JobReading Read(JsonElement job) => job.Text("state") switch
    {
        null => Orders.Stateless,
        "queued" => new(new JobAnswer.Queued("queued")),
        "completed" => new(new JobAnswer.Ready(), job.Field("assets").Text("video")),
        // Charged when it was taken and given back in full when it fails: docs.lumalabs.ai/docs/faq
        "failed" => new(new JobAnswer.Failed(FailureOf(job.Text("failure_reason")), ChargedUsd: 0)),
        var state => new(Orders.Running(state, known: state == "dreaming", log)),
    };

    /// <summary>A request that moderation refuses is a 400 with the reason that a job would have.</summary>
    static ProviderFailure? Explain(WireAnswer.Received answer)
        => answer.Status == 400 && FaultOf(answer.Body.Text("detail")) is { } fault && fault != ProviderFault.GenerationFailed
            ? FailureOf(answer.Body.Text("detail")) : null;

    static ProviderFailure FailureOf(string? reason)
        => new(FaultOf(reason), $"Luma could not render the scene: {WireReading.Saying(reason)}", reason);

    // There are no codes; these texts are the documented ones. Prompt processing and job errors are Luma's own trouble.
    static ProviderFault FaultOf(string? reason) => reason?.Trim().TrimEnd('.') switch
    {
        "Contains blacklisted words" or "Advanced prompt moderation failed" or "Frame moderation failed" => ProviderFault.InputRefused,
        "Failed to read user input frames" => ProviderFault.InvalidRequest,
        _ => ProviderFault.GenerationFailed,
    };
}
