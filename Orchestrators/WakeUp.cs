using Microsoft.DurableTask;

namespace VideoGen.Orchestrators;

/// <summary>
/// Waits for "something was decided" or for a time to pass. There is one waiter at any time, kept over the turns of a loop:
/// the runtime hands an event to the newest waiter of its name, and an abandoned one would swallow it.
/// </summary>
sealed class WakeUp(TaskOrchestrationContext context)
{
    Task? _event;

    /// <summary>Returns on the event or after <paramref name="patience"/>; either way the caller reads the truth again.</summary>
    public async Task WaitAsync(TimeSpan patience)
    {
        _event ??= context.WaitForExternalEvent<string>(Domain.WakeUpEvent.Name);
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(_event, context.CreateTimer(context.CurrentUtcDateTime + patience, enough.Token));
        if (_event.IsCompleted)
        {
            _event = null;
        }

        enough.Cancel();
    }
}
