using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VideoGen.ProviderSimulator.Admin;
using VideoGen.ProviderSimulator.Callbacks;
using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Contracts;
using VideoGen.ProviderSimulator.Contracts.AzureOpenAi;
using VideoGen.ProviderSimulator.Contracts.Gemini;
using VideoGen.ProviderSimulator.Contracts.HeyGen;
using VideoGen.ProviderSimulator.Contracts.Luma;
using VideoGen.ProviderSimulator.Contracts.LumaDreamMachine;
using VideoGen.ProviderSimulator.Contracts.Runway;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Models;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator;

/// <summary>The APIs of video providers and model services on this machine: each below <c>/{provider}</c>, the simulator's own below <c>/admin</c>.</summary>
public sealed class Simulator : IAsyncDisposable
{
    static readonly Type[] Contracts = [typeof(LumaContract), typeof(LumaDreamMachineContract), typeof(RunwayContract),
        typeof(HeyGenContract), typeof(GeminiContract), typeof(AzureOpenAiContract)];
    readonly WebApplication _app;

    Simulator(WebApplication app) => _app = app;

    /// <summary>As the app names them.</summary>
    public static string[] Providers { get; } = ["luma", "luma_dream_machine", "runway", "heygen", "gemini", "azure_openai"];

    /// <summary>For example <c>http://127.0.0.1:7200</c>.</summary>
    public string Address => _app.Urls.Single();

    public static async Task<Simulator> StartAsync(SimulatorOptions options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{options.Port}");
        // A picture inline is longer than the usual 30 MB.
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 100_000_000);
        var services = builder.Services.AddSingleton(options).AddSingleton(_ => new ClipMaker(options))
            .AddSingleton<Bill>().AddSingleton<FaultPlan>().AddSingleton<RenderFarm>().AddSingleton<Links>().AddSingleton<Pictures>()
            .AddSingleton<Calls>().AddSingleton<CallbackSender>().AddSingleton<IdempotencyKeys>().AddSingleton<HeyGenWebhooks>()
            .AddSingleton<RequestCounts>().AddSingleton<ModelLog>().AddSingleton<Answering>().AddSingleton<ClipRoutes>().AddSingleton<AdminRoutes>();
        foreach (var contract in Contracts)
        {
            services.AddSingleton(typeof(Contract), contract);
        }

        var simulator = new Simulator(builder.Build());
        simulator.Map(options);
        await simulator._app.StartAsync();
        simulator._app.Services.GetRequiredService<Links>().Host = simulator.Address;
        return simulator;
    }

    /// <summary>Runs until the process is told to stop.</summary>
    public Task WaitForShutdownAsync() => ((IHost)_app).WaitForShutdownAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    void Map(SimulatorOptions options)
    {
        var (counts, farm) = (_app.Services.GetRequiredService<RequestCounts>(), _app.Services.GetRequiredService<RenderFarm>());
        var contracts = _app.Services.GetServices<Contract>().ToList();
        foreach (var contract in contracts)
        {
            var routes = _app.MapGroup($"/{contract.Provider}");
            routes.AddEndpointFilter(async (context, next) =>
            {
                var http = context.HttpContext;
                counts.Add(contract.Provider, $"{http.Request.Method} {Below(contract, http)}");
                return contract.HasKey(http.Request, options.Key)
                    ? await AnswerAsync(contract.Refuse, () => next(context))
                    : contract.Refuse(new Refusal(RefusalKind.WrongKey, "The API key is missing or wrong."));
            });
            contract.Map(routes);
        }

        farm.OnMoved = job => contracts.Single(contract => contract.Provider == job.Order.Provider).OnMovedAsync(job);
        _app.Services.GetRequiredService<ClipRoutes>().Map(_app);
        var admin = _app.MapGroup("/admin");
        admin.AddEndpointFilter((context, next) => new ValueTask<object?>(AnswerAsync(RefuseAdmin, () => next(context))));
        _app.Services.GetRequiredService<AdminRoutes>().Map(admin);
    }

    static string Below(Contract contract, HttpContext http)
        => ((RouteEndpoint)http.GetEndpoint()!).RoutePattern.RawText![(contract.Provider.Length + 1)..];

    static async Task<object?> AnswerAsync(Func<Refusal, IResult> refuse, Func<ValueTask<object?>> handler)
    {
        try
        {
            return await handler();
        }
        catch (RefusedException e)
        {
            return refuse(e.Refusal);
        }
    }

    static IResult RefuseAdmin(Refusal refusal)
        => Results.Json(new JsonObject { ["error"] = refusal.Message, ["field"] = refusal.Field },
            statusCode: StatusCodes.Status400BadRequest);
}
