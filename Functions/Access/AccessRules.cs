using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Domain;

namespace VideoGen.Functions.Access;

/// <summary>What an HTTP function says of its callers.</summary>
/// <param name="Needed"><see langword="null"/> when everybody may call it.</param>
/// <param name="Collection">What stands in its route before the first id: videos; <see langword="null"/> without one.</param>
/// <param name="IdFromEnd">Where that id stands in the path, counted in segments from its end, 1 being the last.</param>
sealed record AccessRule(Scope? Needed, string? Collection, int IdFromEnd);

/// <summary>The rules of all HTTP functions, read from their attributes and routes.</summary>
static class AccessRules
{
    const string Version = "v1/";

    static readonly AccessRule Unknown = new(Scope.Operator, null, 0);

    /// <summary>By the function's name.</summary>
    public static IReadOnlyDictionary<string, AccessRule> All { get; } = typeof(AccessRules).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Select(method => (method, function: method.GetCustomAttribute<FunctionAttribute>(), trigger: TriggerOf(method)))
        .Where(found => found is { function: not null, trigger: not null })
        .ToDictionary(found => found.function!.Name, found => Read(found.method, found.trigger!), StringComparer.OrdinalIgnoreCase);

    public static AccessRule Of(string function) => All.GetValueOrDefault(function, Unknown);

    public static HttpTriggerAttribute? TriggerOf(MethodInfo method)
        => method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(trigger => trigger is not null);

    static AccessRule Read(MethodInfo method, HttpTriggerAttribute trigger)
    {
        Scope? needed = method.IsDefined(typeof(PublicAttribute)) ? null : method.GetCustomAttribute<NeedsAttribute>()?.Scope ?? Scope.Operator;
        var segments = (trigger.Route ?? "").Split('/');
        var id = Array.FindIndex(segments, segment => segment.EndsWith(":guid}", StringComparison.Ordinal));
        return id < 0
            ? new(needed, null, 0)
            : new(needed, string.Join('/', segments[..id])[Version.Length..], segments.Length - id);
    }
}
