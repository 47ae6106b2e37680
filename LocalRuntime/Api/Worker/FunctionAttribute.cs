namespace Microsoft.Azure.Functions.Worker;

/// <summary>Marks a method as a function; the name is what callers and schedules know it by.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
