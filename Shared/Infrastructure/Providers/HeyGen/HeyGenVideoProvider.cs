using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// HeyGen's API v3: an avatar speaks the narration. An idempotency key, good for a day, makes submits repeatable, and the token in the
/// title finds lost ones. Failed jobs are not billed; finished ones by their length.
/// </summary>
/// <remarks>developers.heygen.com, and heygen-com/heygen-cli, July 2026, which is made from HeyGen's OpenAPI.</remarks>
internal sealed class HeyGenVideoProvider(
    IOptions<HeyGenOptions> options, IOptions<VideoProviderOptions> common, IHttpClientFactory clients, TimeProvider time,
    SceneStills stills, ClipImport import, ILogger<HeyGenVideoProvider> log)
    : PaidVideoProvider<string>(options.Value, time, import)
{
    const int MostPages = 20;

    /// <summary>HeyGen keeps idempotency keys for 24 hours.</summary>
    static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(23);

    readonly ProviderApi _api = new(clients, options.Value, time, JsonFields.SnakeCase,
        headers => headers.Add("X-Api-Key", options.Value.ApiKey));
    readonly HeyGenRequests _requests = new(options.Value);

    public override ProviderContract Contract { get; } = options.Value.Paced(new()
    {
        SubmitIsRepeatable = true,
        CanFindLostJobs = true,
        // There is a DELETE; whether it stops a job, and what that costs, is not documented.
        CanCancel = false,
        SendsWebhooks = common.Value.CallbackUrl("") is not null && !string.IsNullOrEmpty(options.Value.WebhookSecret),
        MaxConcurrent = options.Value.MaxConcurrent ?? 10,
        MaxPerMinute = options.Value.MaxPerMinute,
        PollEvery = TimeSpan.FromSeconds(15),
        PollAtMostEvery = TimeSpan.FromSeconds(60),
        QueuedAtMost = TimeSpan.FromHours(1),
        RunsAtMost = TimeSpan.FromHours(2),
    });

    public override IReadOnlyList<ProviderModel> Models { get; } = HeyGenRequests.Models(options.Value);

    protected override bool Speaks => true;

    protected override async Task<SubmitAnswer> OrderAsync(
        RenderJob job, Order order, string? still, CancellationToken cancellationToken)
    {
        // Past its day the key no longer keeps a repetition from being a second job.
        if (job.CalledFor > KeyLifetime && await FindAsync(job, cancellationToken) is var found and not FindAnswer.Absent)
        {
            return found is FindAnswer.Found old
                ? new SubmitAnswer.Accepted(old.ProviderJobId)
                : new SubmitAnswer.Unknown(((FindAnswer.NotSure)found).Detail);
        }

        var request = _requests.Create(job, order, still);
        var answer = await _api.PostAsync("v3/videos", request, cancellationToken, KeyOf(job));
        // The same key is being worked on: by its end there is a job or none.
        return answer is WireAnswer.Received { Status: 409 }
            ? new SubmitAnswer.Unknown("HeyGen is still busy with an earlier call for this attempt.")
            : answer.ToSubmitAnswer(order.Model.Id, body => body.Field("data").Text("video_id"), HeyGenFailures.Explain);
    }

    /// <summary>Only a list that was read to its end proves that there is none.</summary>
    public override async Task<FindAnswer> FindAsync(RenderJob job, CancellationToken cancellationToken)
    {
        var next = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await _api.GetAsync($"v3/videos?limit=100&title={job.Token}{next}", cancellationToken);
            if (answer is not WireAnswer.Received { IsSuccess: true } list || list.Body.Field("data").ValueKind != JsonValueKind.Array)
            {
                return new FindAnswer.NotSure("The list of videos could not be read.");
            }

            var own = list.Body.Items("data")
                .FirstOrDefault(video => video.Text("title")?.Contains(job.Token, StringComparison.Ordinal) == true);
            if ((own.Text("id") ?? own.Text("video_id")) is { } id)
            {
                return new FindAnswer.Found(id);
            }

            if (list.Body.Field("has_more").ValueKind == JsonValueKind.False)
            {
                return new FindAnswer.Absent();
            }

            if (list.Body.Text("next_token") is not { } token)
            {
                break;
            }

            next = $"&token={Uri.EscapeDataString(token)}";
        }

        return new FindAnswer.NotSure("The list of videos could not be read to its end.");
    }

    public override async Task<CollectAnswer> CollectAsync(
        RenderJob job, string clipKey, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var answer = await base.CollectAsync(job, clipKey, progress, cancellationToken);
        return answer is CollectAnswer.Collected clip ? clip with { ChargedUsd = ChargeOf(job, clip.Seconds) } : answer;
    }

    protected override Task<string?> StillAsync(StillBrief still, CancellationToken cancellationToken)
        => stills.LinkAsync(still, options.Value.Address, cancellationToken);

    protected override async Task<JobReading> ReadAsync(RenderJob job, CancellationToken cancellationToken)
        => (await _api.GetAsync($"v3/videos/{Uri.EscapeDataString(job.ProviderJobId!)}", cancellationToken))
            .ToJobReading(body => Read(body.Field("data")), HeyGenFailures.Explain);

    /// <summary>
    /// The same for repetitions of a call whose answer was lost. A call that was refused is given back, and the next is another: HeyGen
    /// replays the answer that belongs to a key.
    /// </summary>
    static string KeyOf(RenderJob job) => string.Create(CultureInfo.InvariantCulture, $"{job.Token}-{job.CalledAt:yyyyMMddTHHmmss.ffffff}");

    JobReading Read(JsonElement video) => video.Text("status") switch
    {
        null => Orders.Stateless,
        "pending" or "waiting" => new(new JobAnswer.Queued(video.Text("status")!)),
        "completed" => new(new JobAnswer.Ready(), video.Text("video_url")),
        "failed" => new(new JobAnswer.Failed(HeyGenFailures.Of(video.Text("failure_code"), video.Text("failure_message")), ChargedUsd: 0)),
        var status => new(Orders.Running(status, known: status is "processing" or "generating", log)),
    };

    decimal? ChargeOf(RenderJob job, double seconds)
        => Models.FirstOrDefault(model => model.Id == job.Model) is { } model
            && new Offer(this, model).PriceOf(job.Brief, Time.Today()) is { Unit: PriceUnit.Second } price
                ? Math.Round(price.Usd * (decimal)seconds, 4, MidpointRounding.ToPositiveInfinity) : null;
}
