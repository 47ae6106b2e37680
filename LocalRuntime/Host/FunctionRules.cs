using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace VideoGen.LocalRuntime.Host;

/// <summary>What a function must look like, so that it also runs on the real host; a broken rule stops the start.</summary>
internal static partial class FunctionRules
{
    public static IReadOnlyList<(TriggerKind Kind, Attribute Trigger, ParameterInfo Parameter)> TriggersOf(MethodInfo method)
        => [.. from parameter in method.GetParameters()
               from attribute in parameter.GetCustomAttributes()
               let kind = KindOf(attribute)
               where kind is not null
               select (kind.Value, attribute, parameter)];

    public static IReadOnlyList<string> Check(string name, MethodInfo method)
    {
        var faults = new List<string>();
        var triggers = TriggersOf(method);
        if (triggers.Count != 1)
        {
            faults.Add($"a function has exactly one trigger, this one has {triggers.Count}.");
        }

        if (!NamePattern().IsMatch(name))
        {
            faults.Add("a name is a letter and then at most 127 letters, digits, '_' or '-'.");
        }

        if (!method.IsPublic || method.DeclaringType is not { IsVisible: true })
        {
            faults.Add("the method and its class must be public.");
        }

        var returned = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericTypeDefinition() : method.ReturnType;
        if (returned == typeof(ValueTask) || returned == typeof(ValueTask<>))
        {
            faults.Add("return Task or Task<T>, not ValueTask.");
        }

        faults.AddRange(triggers.SelectMany(trigger => CheckTrigger(trigger.Kind, trigger.Trigger, trigger.Parameter)));
        faults.AddRange(method.GetParameters().SelectMany(CheckParameter));
        if (triggers is [(TriggerKind.Orchestration, _, var context)]
            && method.GetParameters().Count(parameter => IsOrchestrationInput(parameter, context)) > 1)
        {
            faults.Add("an orchestrator takes one input.");
        }

        return faults;
    }

    static IEnumerable<string> CheckTrigger(TriggerKind kind, Attribute trigger, ParameterInfo parameter)
    {
        if (trigger is HttpTriggerAttribute { AuthLevel: not AuthorizationLevel.Anonymous and var level })
        {
            yield return $"AuthorizationLevel.{level} needs host keys, which this runtime does not have: "
                + "use Anonymous and authorize in a middleware.";
        }

        var needed = kind switch
        {
            TriggerKind.Http => typeof(HttpRequest),
            TriggerKind.Timer => typeof(TimerInfo),
            TriggerKind.Orchestration => typeof(TaskOrchestrationContext),
            _ => null,
        };
        if (needed is not null && parameter.ParameterType != needed)
        {
            yield return $"the trigger's parameter '{parameter.Name}' must be of type {needed.Name}.";
        }
    }

    static IEnumerable<string> CheckParameter(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(HttpContext))
        {
            yield return $"'{parameter.Name}' would be null on the real host: take HttpRequest and its HttpContext.";
        }

        if (parameter.ParameterType == typeof(TaskActivityContext))
        {
            yield return $"'{parameter.Name}' cannot be bound on the real host: take `string instanceId` or FunctionContext.";
        }

        if (parameter.IsDefined(typeof(DurableClientAttribute)) && parameter.ParameterType != typeof(DurableTaskClient))
        {
            yield return $"[DurableClient] '{parameter.Name}' must be of type {nameof(DurableTaskClient)}.";
        }
    }

    static bool IsOrchestrationInput(ParameterInfo parameter, ParameterInfo context)
        => parameter != context
            && parameter.ParameterType != typeof(FunctionContext)
            && parameter.ParameterType != typeof(CancellationToken)
            && !parameter.IsDefined(typeof(DurableClientAttribute))
            && !parameter.IsDefined(typeof(FromBodyAttribute));

    static TriggerKind? KindOf(Attribute attribute) => attribute switch
    {
        HttpTriggerAttribute => TriggerKind.Http,
        TimerTriggerAttribute => TriggerKind.Timer,
        OrchestrationTriggerAttribute => TriggerKind.Orchestration,
        ActivityTriggerAttribute => TriggerKind.Activity,
        _ => null,
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,127}$")]
    private static partial Regex NamePattern();
}
