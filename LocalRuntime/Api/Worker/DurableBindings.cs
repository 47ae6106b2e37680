namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a function an orchestrator; on its <c>TaskOrchestrationContext</c> parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : Attribute
{
}

/// <summary>Makes a function an activity; on the parameter that takes its input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : Attribute
{
}

/// <summary>Binds a parameter to the client of the durable engine.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : Attribute
{
}
