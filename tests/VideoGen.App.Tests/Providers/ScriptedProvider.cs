using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.App.Tests.Providers;

/// <summary>
/// A provider that does what a test says: a list of answers to submits, the last of which is repeated, and of states to polls. Its ledger
/// holds every job that a submit made, answered or not, as a real provider's would.
/// </summary>
public sealed class ScriptedProvider(string name, IAssetStore assets) : IVideoProvider, IProviderCallbacks
{
    public static ProviderContract Usual { get; } = new()
    {
        SubmitIsRepeatable = false,
        CanFindLostJobs = false,
        CanCancel = true,
        SendsWebhooks = true,
        MaxConcurrent = 10,
        PollEvery = TimeSpan.FromMilliseconds(50),
        PollAtMostEvery = TimeSpan.FromMilliseconds(200),
        QueuedAtMost = TimeSpan.FromMinutes(5),
        RunsAtMost = TimeSpan.FromMinutes(5),
    };

    public string Name => name;

    public string Provider => name;

    public ProviderContract Contract { get; set; } = Usual;

    public IReadOnlyList<ProviderModel> Models { get; set; } = [Model("m1", 0.10m)];

    /// <summary>What comes of a submit; by default it is accepted.</summary>
    public Func<RenderJob, Task<SubmitAnswer>> OnSubmit { get; set; } = job => Task.FromResult<SubmitAnswer>(new SubmitAnswer.Accepted($"job-{job.Token}"));

    public Func<RenderJob, JobAnswer> OnGet { get; set; } = _ => new JobAnswer.Ready();

    public Func<RenderJob, FindAnswer> OnFind { get; set; } = _ => new FindAnswer.NotSure("not scripted");

    public Func<RenderJob, bool> OnCancel { get; set; } = _ => true;

    public Func<RenderJob, CollectAnswer> OnCollect { get; set; } = job => new CollectAnswer.Collected(job.Brief.ClipSeconds, null);

    /// <summary>The clip's bytes; what makes no film of it needs no real one.</summary>
    public Func<RenderJob, Task<byte[]>> Clip { get; set; } = job => Task.FromResult(Encoding.UTF8.GetBytes(job.Token));

    /// <summary>Every call that may have made a job.</summary>
    public ConcurrentQueue<RenderJob> Submits { get; } = [];

    public ConcurrentQueue<RenderJob> Cancels { get; } = [];

    public static ProviderModel Model(string id, decimal usdPerSecond) => new()
    {
        Id = id,
        ImageInput = ImageInput.Optional,
        Durations = [5, 10],
        AspectRatios = Enum.GetValues<AspectRatio>(),
        Resolutions = Enum.GetValues<Resolution>(),
        Prices = [new(PriceUnit.Second, usdPerSecond)],
    };

    public static JobAnswer Failed(ProviderFault fault, decimal? charged) => new JobAnswer.Failed(new(fault, "It failed."), charged);

    public static SubmitAnswer Refused(ProviderFault fault) => new SubmitAnswer.Refused(new(fault, "It refused."));

    public Task<SubmitAnswer> SubmitAsync(RenderJob job, CancellationToken cancellationToken)
    {
        Submits.Enqueue(job);
        return OnSubmit(job);
    }

    public Task<FindAnswer> FindAsync(RenderJob job, CancellationToken cancellationToken) => Task.FromResult(OnFind(job));

    public Task<JobAnswer> GetAsync(RenderJob job, CancellationToken cancellationToken) => Task.FromResult(OnGet(job));

    public async Task<CollectAnswer> CollectAsync(RenderJob job, string clipKey, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var answer = OnCollect(job);
        if (answer is CollectAnswer.Collected)
        {
            using var clip = new MemoryStream(await Clip(job));
            await assets.PutAsync(clipKey, clip, "video/mp4", cancellationToken);
        }

        return answer;
    }

    public Task<bool> CancelAsync(RenderJob job, CancellationToken cancellationToken)
    {
        Cancels.Enqueue(job);
        return Task.FromResult(OnCancel(job));
    }

    /// <summary>A signature is the body's SHA-256; the body is "event token job".</summary>
    public CallbackHint? Read(string path, Func<string, StringValues> header, ReadOnlyMemory<byte> body, DateTimeOffset now)
        => header("X-Signature") == Sign(body.Span) && Encoding.UTF8.GetString(body.Span).Split(' ') is [var id, var token, var job]
            ? new CallbackHint(id, token == "-" ? null : token, job == "-" ? null : job)
            : null;

    public static string Sign(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
