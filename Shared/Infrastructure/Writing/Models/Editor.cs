using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What came of an assignment at one writer.</summary>
/// <param name="Provenance">With the cost of all its calls, also when nothing came of them.</param>
/// <param name="Stopped">What it was for is over: nothing more is to be done.</param>
internal sealed record Try<T>(T? Content, Provenance Provenance, ProviderFailure? Failure, bool Stopped = false) where T : class;

/// <summary>Has one writer do an assignment: reads the answer by its rules, and gives it back once to be repaired.</summary>
internal sealed class Editor(ModelDesk desk, ModelCalls calls)
{
    const int MostFaultsTold = 5;

    public async Task<Try<T>> TryAsync<T>(
        ModelErrand errand, TextChoice choice, Assignment<T> assignment, CancellationToken cancellationToken) where T : class
    {
        await calls.LoseOpenAsync(errand, cancellationToken);
        if (await TakeUpAsync(errand, choice, assignment, cancellationToken) is { } before)
        {
            return before;
        }

        var question = assignment.Ask();
        var provenance = new Provenance(choice.Service.Service, choice.Model.Id, assignment.PromptVersion, 0, 0, 0);
        for (var round = 1; ; round++)
        {
            var asked = question;
            var outcome = await desk.CallAsync(errand, choice.Service.Service, choice.Model,
                new(asked.MostInput, choice.Model.MostOutput), token => choice.Service.AskAsync(choice.Model, asked, token), cancellationToken);
            provenance = provenance with
            {
                InputTokens = provenance.InputTokens + outcome.Usage.Input,
                OutputTokens = provenance.OutputTokens + outcome.Usage.Output,
                CostUsd = provenance.CostUsd + outcome.CostUsd,
            };
            if (outcome.Content is not { } answer)
            {
                return new(null, provenance, outcome.Failure, outcome.Stopped);
            }

            var reading = assignment.Read(answer);
            if (reading.Content is not null)
            {
                await calls.KeepAnswerAsync(outcome.CallId!.Value, answer, CancellationToken.None);
                return new(reading.Content, provenance, null);
            }

            if (round == 2)
            {
                return new(null, provenance, new(ProviderFault.GenerationFailed,
                    $"What it wrote breaks the rules, also when it was asked again: {string.Join(" ", reading.Faults.Take(MostFaultsTold))}",
                    Why: FallbackCode.RulesBroken));
            }

            question = assignment.AskAgain(answer, reading.Faults);
        }
    }

    /// <summary>What this writer wrote before the step was repeated: it is paid for, and is not asked for again.</summary>
    async Task<Try<T>?> TakeUpAsync<T>(
        ModelErrand errand, TextChoice choice, Assignment<T> assignment, CancellationToken cancellationToken) where T : class
        => await calls.FindAnswerAsync(errand, cancellationToken) is { } kept && kept.Provider == choice.Service.Service && kept.Model == choice.Model.Id
            && assignment.Read(kept.Answer).Content is { } content
            ? new(content, new(kept.Provider, kept.Model, assignment.PromptVersion, kept.InputTokens, kept.OutputTokens, kept.CostUsd), null)
            : null;
}
