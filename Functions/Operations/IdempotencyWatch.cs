using Microsoft.Azure.Functions.Worker;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>Forgets Idempotency-Keys whose time is over.</summary>
public sealed class IdempotencyWatch(IdempotencyKeys keys)
{
    [Function(nameof(ForgetIdempotencyKeys))]
    public Task ForgetIdempotencyKeys([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
        => keys.ForgetOldAsync(cancellationToken);
}
