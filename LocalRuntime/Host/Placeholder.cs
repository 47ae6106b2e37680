namespace VideoGen.LocalRuntime.Durable;
internal sealed class DurableEngineOptions { public string ConnectionString { get; set; } = ""; public int MaxConcurrentActivities { get; set; } public int MaxConcurrentOrchestrations { get; set; } }
internal static class DurableEngineExtensions { public static void AddDurableEngine(this Microsoft.Extensions.DependencyInjection.IServiceCollection services, Action<DurableEngineOptions> configure) { _ = services; _ = configure; } }
