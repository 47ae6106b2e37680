using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// What providers behind an HTTP API have in common: find what to order and its still, order it, read the job, fetch its clip.
/// </summary>
/// <typeparam name="TStill">The scene's still in the form in which the provider takes pictures.</typeparam>
internal abstract class PaidVideoProvider<TStill>(ProviderOptions options, TimeProvider time, ClipImport import) : IVideoProvider
    where TStill : class
{
    public string Name => options.Name;

    public abstract ProviderContract Contract { get; }

    public virtual IReadOnlyList<ProviderModel> Models { get; } = options.OfferedModels;

    protected TimeProvider Time => time;

    /// <summary>
    /// Whether its clips speak the narration, so that their sound is kept; also of models that are no longer in the settings.
    /// </summary>
    protected virtual bool Speaks => false;

    public async Task<SubmitAnswer> SubmitAsync(RenderJob job, CancellationToken cancellationToken)
    {
        if (!this.TryFindOrder(job, time.Today(), out var order, out var refusal))
        {
            return refusal;
        }

        var still = order.Model.ImageInput == ImageInput.None ? null : await PrepareAsync(job.Brief.Still, cancellationToken);
        // Once it is sent, only an answer tells what became of it; it comes, or the call's own time runs out.
        return still is null && order.Model.ImageInput == ImageInput.Required
            ? Orders.Unreachable
            : await OrderAsync(job, order, still, CancellationToken.None);
    }

    async Task<TStill?> PrepareAsync(StillBrief still, CancellationToken cancellationToken)
    {
        try
        {
            return await StillAsync(still, cancellationToken);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new NothingSentException(e);
        }
    }

    public virtual Task<FindAnswer> FindAsync(RenderJob job, CancellationToken cancellationToken)
        => Task.FromResult<FindAnswer>(new FindAnswer.NotSure($"{Name} has no list of jobs."));

    public async Task<JobAnswer> GetAsync(RenderJob job, CancellationToken cancellationToken)
        => (await ReadAsync(job, cancellationToken)).Answer;

    public virtual Task<CollectAnswer> CollectAsync(
        RenderJob job, string clipKey, IProgress<double> progress, CancellationToken cancellationToken)
        => import.ImportAsync(
            job, clipKey, Speaks, options.Downloads, token => ReadAsync(job, token), progress, cancellationToken);

    public virtual Task<bool> CancelAsync(RenderJob job, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <returns><see langword="null"/> when the provider cannot get at the picture.</returns>
    protected abstract Task<TStill?> StillAsync(StillBrief still, CancellationToken cancellationToken);

    /// <summary>The one call that costs.</summary>
    protected abstract Task<SubmitAnswer> OrderAsync(RenderJob job, Order order, TStill? still, CancellationToken cancellationToken);

    protected abstract Task<JobReading> ReadAsync(RenderJob job, CancellationToken cancellationToken);
}
