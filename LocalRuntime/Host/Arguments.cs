using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Gives one argument of an invocation.</summary>
internal delegate ValueTask<object?> ArgumentSource(InvocationContext context);

/// <summary>Where the arguments of functions come from.</summary>
internal static class Arguments
{
    static readonly MethodInfo GetInput = typeof(TaskOrchestrationContext).GetMethod(nameof(TaskOrchestrationContext.GetInput))!;

    public static ArgumentSource SourceOf(ParameterInfo parameter, TriggerKind kind, bool isTrigger)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return context => ValueTask.FromResult<object?>(context);
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return context => ValueTask.FromResult<object?>(context.CancellationToken);
        }

        if (parameter.IsDefined(typeof(DurableClientAttribute)))
        {
            return context => ValueTask.FromResult<object?>(context.InstanceServices.GetRequiredService<DurableTaskClient>());
        }

        if (parameter.IsDefined(typeof(FromBodyAttribute)))
        {
            return context => JsonBody.ReadAsync(context, parameter.ParameterType);
        }

        return (kind, isTrigger) switch
        {
            (TriggerKind.Http, true) => context => ValueTask.FromResult<object?>(((HttpContext)context.Trigger!).Request),
            (TriggerKind.Activity, true) => context => ValueTask.FromResult(FromJson(parameter, context, (string?)context.Trigger)),
            (_, true) => context => ValueTask.FromResult(context.Trigger),
            (TriggerKind.Orchestration, false) => OrchestrationInput(parameter),
            _ => context => ValueTask.FromResult(ByName(parameter, context)),
        };
    }

    static ArgumentSource OrchestrationInput(ParameterInfo parameter)
    {
        var getInput = GetInput.MakeGenericMethod(parameter.ParameterType);
        return context => ValueTask.FromResult(getInput.Invoke(context.Trigger, BindingFlags.DoNotWrapExceptions, null, null, null));
    }

    /// <summary>A route or query value: text and Guids as they are, everything else as JSON; so are numbers and booleans.</summary>
    static object? ByName(ParameterInfo parameter, InvocationContext context)
    {
        if (!context.BindingContext.BindingData.TryGetValue(parameter.Name!, out var value) || value is not string text)
        {
            return Missing(parameter, context);
        }

        if (parameter.ParameterType == typeof(string))
        {
            return text;
        }

        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(Guid) && Guid.TryParse(text, out var guid) ? guid : FromJson(parameter, context, text);
    }

    static object? FromJson(ParameterInfo parameter, InvocationContext context, string? json)
    {
        if (json is null)
        {
            return Missing(parameter, context);
        }

        var options = context.InstanceServices.GetRequiredService<IOptions<JsonSerializerOptions>>().Value;
        try
        {
            return JsonSerializer.Deserialize(json, parameter.ParameterType, options);
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"{context.FunctionDefinition.Name}: the value for '{parameter.Name}' is not a {parameter.ParameterType.Name}.", exception);
        }
    }

    static object? Missing(ParameterInfo parameter, InvocationContext context)
    {
        if (parameter.HasDefaultValue)
        {
            return parameter.DefaultValue;
        }

        return parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null
            ? throw new InvalidOperationException($"{context.FunctionDefinition.Name}: there is no value for '{parameter.Name}'.")
            : null;
    }
}
