using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Http;

/// <summary>Carries out a request with an Idempotency-Key that nobody else carries out, and keeps its answer.</summary>
sealed class KeyedRun(IdempotencyKeys keys, KeyHold hold)
{
    static readonly TimeSpan RenewEvery = IdempotencyKeys.HeldFor / 3;

    public async Task CarryOutAsync(HttpContext http, FunctionContext context, FunctionExecutionDelegate next)
    {
        NewId.Set(http, hold.NewId);
        using var done = new CancellationTokenSource();
        var renewing = RenewAsync(done.Token);
        try
        {
            await next(context);
            var answer = await TakeAsync(context.GetInvocationResult().Value as IResult ?? Results.Ok(), http);
            // From here on the caller may go away: the answer is for its repeats.
            await (answer.Status switch
            {
                < 400 => keys.KeepAsync(hold, answer, CancellationToken.None),
                < 500 => keys.ForgetAsync(hold, CancellationToken.None),
                _ => keys.LetGoAsync(hold, CancellationToken.None),
            });
            context.GetInvocationResult().Value = new AnswerAgain(answer);
        }
        catch (Exception e)
        {
            await (ProblemMiddleware.Cause(e) is BadInputException
                ? keys.ForgetAsync(hold, CancellationToken.None)
                : keys.LetGoAsync(hold, CancellationToken.None));
            throw;
        }
        finally
        {
            await done.CancelAsync();
            await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task RenewAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(RenewEvery);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await keys.RenewAsync(hold, cancellationToken);
        }
    }

    static async Task<KeptAnswer> TakeAsync(IResult result, HttpContext http)
    {
        var body = http.Response.Body;
        using var written = new MemoryStream();
        http.Response.Body = written;
        try
        {
            await result.ExecuteAsync(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        return AnswerAgain.Keep(http.Response, written.ToArray());
    }
}
