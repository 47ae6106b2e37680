using Dapper;
using Microsoft.DurableTask;
using Npgsql;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.Runtime.Crash;

/// <param name="Width">Activities of a fan-out.</param>
/// <param name="Round">Executions by continue-as-new before this one.</param>
/// <param name="Used">What the rounds before have got.</param>
public sealed record FlowInput(int Width, int Round, IReadOnlyList<Used> Used);

/// <summary>A result that an orchestration has got.</summary>
/// <param name="Step">What it asked for.</param>
/// <param name="Execution">Which execution of the activity answered; each has its own row in <c>public.execution</c>.</param>
public sealed record Used(string Step, Guid Execution);

/// <param name="Used">Every result that was got, in the order of the code.</param>
/// <param name="Go">The driver's event.</param>
/// <param name="Greeting">The child's event.</param>
public sealed record FlowOutput(IReadOnlyList<Used> Used, string Go, Guid Greeting);

/// <summary>
/// Fan-outs beside a timer, continue-as-new, a child that sends an event, an event from outside against a timer, retries. Every execution
/// of an activity leaves a row and returns its number, so that it can be told which executions an orchestration went on with.
/// </summary>
public sealed class CrashFlow(NpgsqlDataSource database, TimeSpan leaseTime) : IDurableFunctions
{
    public const int Rounds = 2;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public OrchestratorFunction? FindOrchestrator(string name) => name switch
    {
        "Flow" => FlowAsync,
        "Child" => ChildAsync,
        _ => null,
    };

    public ActivityFunction? FindActivity(string name) => name switch
    {
        "Work" => WorkAsync,
        "Flaky" => FlakyAsync,
        _ => null,
    };

    /// <summary>What an orchestration that lost nothing has got.</summary>
    public static IEnumerable<string> ExpectedSteps(int width)
        => [.. from round in Enumerable.Range(0, Rounds) from n in Enumerable.Range(0, width) select $"{round}.{n}",
            "before", "flaky", "child.1", "child.2"];

    static async Task<object?> FlowAsync(TaskOrchestrationContext context)
    {
        var input = context.GetInput<FlowInput>()!;
        if (input.Round < Rounds)
        {
            var begun = context.CurrentUtcDateTime;
            var timer = context.CreateTimer(Pause, CancellationToken.None);
            var steps = Enumerable.Range(0, input.Width).Select(n => CallAsync(context, "Work", $"{input.Round}.{n}")).ToList();
            await timer;
            if (context.CurrentUtcDateTime - begun < Pause)
            {
                throw new InvalidOperationException("The timer was early.");
            }

            context.ContinueAsNew(input with { Round = input.Round + 1, Used = [.. input.Used, .. await Task.WhenAll(steps)] });
            return null;
        }

        var child = context.CallSubOrchestratorAsync<Used[]>(
            "Child", context.InstanceId, new SubOrchestrationOptions(instanceId: context.InstanceId + "-child"));
        var greeting = context.WaitForExternalEvent<Guid>("greeting");
        var go = context.WaitForExternalEvent<string>("go");
        using var inTime = new CancellationTokenSource();
        var late = context.CreateTimer(TimeSpan.FromHours(1), inTime.Token);
        var before = await CallAsync(context, "Work", "before");
        if (await Task.WhenAny(go, late) == late)
        {
            throw new InvalidOperationException("The event did not come.");
        }

        inTime.Cancel();
        var retry = TaskOptions.FromRetryPolicy(new RetryPolicy(100, TimeSpan.FromMilliseconds(20)));
        var flaky = await CallAsync(context, "Flaky", "flaky", retry);
        return new FlowOutput([.. input.Used, before, flaky, .. await child], await go, await greeting);
    }

    static async Task<object?> ChildAsync(TaskOrchestrationContext context)
    {
        var first = await CallAsync(context, "Work", "child.1");
        context.SendEvent(context.GetInput<string>()!, "greeting", first.Execution);
        return new[] { first, await CallAsync(context, "Work", "child.2") };
    }

    static async Task<Used> CallAsync(TaskOrchestrationContext context, string activity, string step, TaskOptions? options = null)
        => new(step, await context.CallActivityAsync<Guid>(activity, step, options));

    Task<object?> FlakyAsync(TaskActivityContext context, string? input, CancellationToken cancellationToken)
        => Random.Shared.Next(3) == 0
            ? throw new InvalidOperationException("It fails now and then.")
            : WorkAsync(context, input, cancellationToken);

    async Task<object?> WorkAsync(TaskActivityContext context, string? input, CancellationToken cancellationToken)
    {
        var execution = Guid.NewGuid();
        var longest = Random.Shared.Next(20) == 0 ? leaseTime * 2 : TimeSpan.FromMilliseconds(60);
        await Task.Delay(longest * Random.Shared.NextDouble(), cancellationToken);
        while (true)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(cancellationToken);
                await connection.ExecuteAsync(new CommandDefinition("""
                    insert into public.execution (id, instance_id, step) values (@execution, @InstanceId, @step) on conflict do nothing
                    """, new { execution, context.InstanceId, step = input!.Trim('"') }, cancellationToken: cancellationToken));
                return execution;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(50, cancellationToken);
            }
        }
    }
}
