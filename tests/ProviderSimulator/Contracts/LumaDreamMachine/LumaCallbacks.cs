using System.Net;
using VideoGen.ProviderSimulator.Callbacks;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Contracts.LumaDreamMachine;

/// <summary>
/// The generation, posted when it starts and when it ends; unsigned. An answer other than 200 within 5 s is followed by three more tries,
/// 100 ms apart, and then by silence. docs.lumalabs.ai/changelog/callbacks-and-credits-balance
/// </summary>
sealed class LumaCallbacks(CallbackSender sender)
{
    const int Tries = 4;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="job">As it is now.</param>
    /// <param name="body">The generation as it is, or was, in a state.</param>
    public async Task SendAsync(Job job, Func<JobState, string> body)
    {
        var fault = job.CallbackFault?.Kind;
        if (fault == FaultKinds.NoCallback || (fault == FaultKinds.CallbackOutOfOrder && !job.HasEnded))
        {
            return;
        }

        JobState[] states = fault == FaultKinds.CallbackOutOfOrder ? [job.State, JobState.Running]
            : fault == FaultKinds.CallbackTwice ? [job.State, job.State]
            : [job.State];
        foreach (var text in states.Select(body).ToList())
        {
            await DeliverAsync(job.Order.CallbackUrl!, text);
        }
    }

    async Task DeliverAsync(string url, string body)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            if ((attempt > 0 && !await sender.WaitAsync(Pause)) || await sender.PostAsync(url, body, Patience) == HttpStatusCode.OK)
            {
                return;
            }
        }
    }
}
