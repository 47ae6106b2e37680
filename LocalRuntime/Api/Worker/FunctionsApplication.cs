using System.Diagnostics.CodeAnalysis;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VideoGen.LocalRuntime.Host;

namespace Microsoft.Azure.Functions.Worker.Builder;

[SuppressMessage("Design", "CA1052", Justification = "The real class is not static.")]
public class FunctionsApplication
{
    /// <summary>Starts a function app; <paramref name="args"/> may change settings, as <c>--urls http://127.0.0.1:80</c> does.</summary>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}

/// <summary>Services, settings and middleware of a function app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    internal FunctionsApplicationBuilder(string[] args)
    {
        Local = new LocalHostBuilder(args);
    }

    internal LocalHostBuilder Local { get; }

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)Local.Web).Properties;

    public ConfigurationManager Configuration => Local.Web.Configuration;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    public IHostEnvironment Environment => Local.Web.Environment;

    public ILoggingBuilder Logging => Local.Web.Logging;

    public IMetricsBuilder Metrics => Local.Web.Metrics;

    public IServiceCollection Services => Local.Web.Services;

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull
        => ((IHostApplicationBuilder)Local.Web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        Local.Pipeline.Use(middleware);
        return this;
    }

    /// <summary>Finds the functions and makes the host.</summary>
    /// <exception cref="InvalidOperationException">A function or a setting is wrong; the message says which.</exception>
    public IHost Build() => Local.Build();
}

public static class FunctionsApplicationBuilderAspNetCoreExtensions
{
    /// <summary>Lets HTTP functions work with ASP.NET Core's own request, results and <c>HttpContext</c>.</summary>
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Local.AddHttp(builder);
        return builder;
    }
}
