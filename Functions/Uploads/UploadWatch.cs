using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using VideoGen.Infrastructure.Uploads;

namespace VideoGen.Functions;

/// <summary>Clears away files that nobody has used.</summary>
public sealed class UploadWatch(UploadSweep sweep, ILogger<UploadWatch> log)
{
    [Function(nameof(SweepUploads))]
    public async Task SweepUploads([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await sweep.SweepAsync(cancellationToken) is > 0 and var count)
        {
            log.LogInformation("{Count} files that nobody needs were cleared away", count);
        }
    }
}
