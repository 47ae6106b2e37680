using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Activities;

static class PhaseEntries
{
    /// <summary>What a step answers that has nothing to do.</summary>
    public static StepOutcome AsOutcome(this PhaseEntry entry) => entry == PhaseEntry.Stopped ? StepOutcome.Stopped : StepOutcome.Done;
}
