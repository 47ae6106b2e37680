using Microsoft.Azure.Functions.Worker.Builder;

namespace VideoGen.LocalRuntime.Host;

/// <summary>What the real builder has no word for.</summary>
public static class FunctionsApplicationBuilderExtensions
{
    /// <summary>Hosts the functions of these types only, instead of all in the application's assemblies.</summary>
    public static FunctionsApplicationBuilder UseFunctions(this FunctionsApplicationBuilder builder, params Type[] types)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Local.FunctionTypes = types;
        return builder;
    }
}
