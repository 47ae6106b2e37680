using System.Globalization;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Models;

/// <summary>What came of an errand at one model, with its money.</summary>
/// <param name="Failure">Why there is no content.</param>
/// <param name="CostUsd">Of all calls that it took.</param>
/// <param name="Stopped">The video is over, or another run has taken over: nothing more is to be done.</param>
public sealed record ModelOutcome<T>(
    T? Content, ProviderFailure? Failure, ModelUsage Usage, decimal CostUsd, bool Stopped = false, Guid? CallId = null) where T : class;

/// <summary>
/// Calls models on the account of a video or reference: reserves what a call costs at most, calls, and settles what it really cost. A request that was proven
/// not to be taken is sent again after a while; no other is.
/// </summary>
public sealed partial class ModelDesk(ModelCalls calls, ProviderCircuits circuits, TimeProvider time, ILogger<ModelDesk> log)
{
    const int MostTries = 3;

    /// <summary>Longer than this nobody waits while another choice may be left.</summary>
    static readonly TimeSpan MostWait = TimeSpan.FromSeconds(30);

    /// <param name="mostUsage">What one call uses at most.</param>
    /// <param name="keep">
    /// Puts the content and its cost away before the call is closed, so that no closed call lacks it, and says under which digest the picture is found.
    /// </param>
    public async Task<ModelOutcome<T>> CallAsync<T>(
        ModelErrand errand, string service, ModelSpec model, ModelUsage mostUsage,
        Func<CancellationToken, Task<ModelReply<T>>> call, CancellationToken cancellationToken, Func<T, decimal, Task<string>>? keep = null) where T : class
    {
        if (model.PriceOn(time.Today()) is not { } price)
        {
            return Failed<T>(new(ProviderFault.ModelRetired, $"{service}:{model.Id} has no price that holds today.", Why: FallbackCode.NoPrice));
        }

        var most = price.CostOf(mostUsage);
        for (var tries = 1; ; tries++)
        {
            if (await ObstacleAsync(service, model, cancellationToken) is { } open)
            {
                return Failed<T>(open);
            }

            var reservation = await calls.ReserveAsync(errand, service, model.Id, most, cancellationToken);
            if (reservation.JobId is not { } id)
            {
                return reservation.Result == ReservationResult.Stopped
                    ? Failed<T>(new(ProviderFault.InvalidRequest, "What it was for is over.")) with { Stopped = true }
                    : Failed<T>(TooDear(service, model, most, reservation));
            }

            var reply = await CallAsync(id, call, cancellationToken);
            decimal? cost = reply.IsFree ? 0 : reply.Usage is { } used ? price.CostOf(used) : null;
            // The answer is paid for: what is known of it is stored whatever happens to this activity.
            string? picture = null;
            try
            {
                picture = reply.Content is { } content && keep is not null ? await keep(content, cost ?? most) : null;
            }
            catch
            {
                await calls.CloseAsync(
                    id, reply.Usage, cost, new(ProviderFault.Unavailable, "What it answered could not be stored.", Why: FallbackCode.InternalError), picture: null, CancellationToken.None);
                throw;
            }

            await calls.CloseAsync(id, reply.Usage, cost, reply.Failure, picture, CancellationToken.None);
            await NoteAsync(service, model, reply.Failure, reply.RetryAfter);
            Called(log, service, model.Id, errand.Kind, reply.Failure?.Fault.ToString() ?? "answered", reply.Usage?.Input ?? 0, reply.Usage?.Output ?? 0);
            var wait = reply.RetryAfter ?? TimeSpan.FromSeconds(2 * tries);
            if (tries == MostTries || !reply.IsFree || reply.Failure?.Fault is not (ProviderFault.Throttled or ProviderFault.Unavailable) || wait > MostWait)
            {
                return new(reply.Content, reply.Failure, reply.Usage ?? ModelUsage.None, cost ?? most, CallId: id);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    async Task<ModelReply<T>> CallAsync<T>(
        Guid id, Func<CancellationToken, Task<ModelReply<T>>> call, CancellationToken cancellationToken) where T : class
    {
        try
        {
            return await call(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await calls.CloseAsync(id, null, null, new(ProviderFault.Unavailable, "The call was broken off; it counts as spent.", Why: FallbackCode.Interrupted), picture: null, CancellationToken.None);
            throw;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ModelReply<T>.Unclear($"The call ended in {e.GetType().Name}.");
        }
    }

    /// <summary>Why the model is not called now.</summary>
    async Task<ProviderFailure?> ObstacleAsync(string service, ModelSpec model, CancellationToken cancellationToken)
    {
        var own = (await circuits.ListAsync(cancellationToken))
            .Where(circuit => circuit.Provider == service && (circuit.Model.Length == 0 || circuit.Model == model.Id)).ToList();
        if (own.FirstOrDefault(circuit => circuit.OpenFor > TimeSpan.Zero) is { } open)
        {
            return new(Spelling.Parse<ProviderFault>(open.Fault!), open.Message ?? $"{service} is out of order.");
        }

        var throttled = own.Select(circuit => circuit.ThrottledFor).DefaultIfEmpty().Max();
        if (throttled > MostWait)
        {
            return new(ProviderFault.Throttled, $"{service} takes no more requests for now.");
        }

        await Task.Delay(throttled, time, cancellationToken);
        return null;
    }

    Task NoteAsync(string service, ModelSpec model, ProviderFailure? failure, TimeSpan? retryAfter) => failure is null
        ? circuits.SucceedAsync(service, model.Id, CancellationToken.None)
        : circuits.NoteAsync(service, model.Id, failure, retryAfter ?? TimeSpan.FromSeconds(2), CancellationToken.None);

    static ProviderFailure TooDear(string service, ModelSpec model, decimal cost, Reservation refused)
    {
        var (purse, why) = refused.Result switch
        {
            ReservationResult.OverBudget => ("brand's monthly_budget_usd", FallbackCode.OverBudget),
            ReservationResult.OverKeyCap => ("monthly_cap_usd of the API key that lets this be spent", FallbackCode.OverKeyCap),
            _ => ("video's max_cost_usd", FallbackCode.OverLimit),
        };
        return new(ProviderFault.OutOfCredit, string.Create(CultureInfo.InvariantCulture,
            $"A call of {service}:{model.Id} costs up to {cost:0.00##} USD, and the {purse} has {refused.LeftUsd:0.00##} USD left."), Why: why);
    }

    static ModelOutcome<T> Failed<T>(ProviderFailure failure) where T : class => new(null, failure, ModelUsage.None, 0);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Service}:{Model} was called for a {Kind}: {Outcome}, {Input} tokens in, {Output} out.")]
    static partial void Called(ILogger log, string service, string model, ModelCallKind kind, string outcome, int input, int output);
}
