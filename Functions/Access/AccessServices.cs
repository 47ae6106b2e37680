using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using VideoGen.Infrastructure;

namespace VideoGen.Functions.Access;

public static class AccessServices
{
    /// <summary>Who may call, from the sections <c>Auth</c>, <c>RateLimits</c> and <c>Cors</c>.</summary>
    /// <exception cref="StartupException">Nobody would have to say who they are, and others than the developer could call.</exception>
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptionsWithValidateOnStart<AuthOptions, AuthOptionsValidator>().Bind(configuration.GetSection(AuthOptions.Section));
        services.Configure<RateLimitOptions>(configuration.GetSection(RateLimitOptions.Section));
        services.Configure<CorsOptions>(configuration.GetSection(CorsOptions.Section));
        // Which server this is, and of what version, is nothing to callers.
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        if (string.Equals(configuration[$"{AuthOptions.Section}:{nameof(AuthOptions.Mode)}"], nameof(AuthMode.None), StringComparison.OrdinalIgnoreCase))
        {
            EnsureNobodyElse(configuration, environment);
        }

        return services.AddSingleton<Authenticator>().AddSingleton<OidcTokens>().AddSingleton<RateLimits>().AddSingleton<WorkspaceGuard>().AddSingleton<Cors>();
    }

    static void EnsureNobodyElse(IConfiguration configuration, IHostEnvironment environment)
    {
        const string Way = "Set Auth__Mode=keys with an Auth__AdminKey of your own, or Auth__Mode=oidc; docs/access.md explains both.";
        if (!environment.IsDevelopment())
        {
            throw new StartupException($"Auth__Mode is none, which is for development alone, and this is {environment.EnvironmentName} "
                + $"(AZURE_FUNCTIONS_ENVIRONMENT). {Way}");
        }

        if (!Listening.IsLoopbackOnly(configuration))
        {
            throw new StartupException($"Auth__Mode is none, and the app listens where others can reach it. {Way}");
        }
    }
}
