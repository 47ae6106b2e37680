using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using VideoGen.Functions;
using VideoGen.Functions.Access;
using VideoGen.Functions.Contract;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.References;
using VideoGen.Infrastructure.Rendering;
using VideoGen.Infrastructure.Uploads;
using VideoGen.Infrastructure.Webhooks;
using VideoGen.Infrastructure.Writing;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseMiddleware<RequestIdMiddleware>();
    builder.UseMiddleware<ProblemMiddleware>();
    builder.UseMiddleware<AccessMiddleware>();
    builder.UseMiddleware<QueryMiddleware>();
    builder.UseMiddleware<IdempotencyMiddleware>();
    builder.Services
        .AddTelemetry(builder.Configuration)
        .AddAccess(builder.Configuration, builder.Environment)
        .AddData(builder.Configuration)
        .AddAssets(builder.Configuration)
        .AddMedia(builder.Configuration)
        .AddModels(builder.Configuration)
        .AddWriting()
        .AddRendering()
        .AddUploads()
        .AddReferences()
        .AddVideoProviders(builder.Configuration)
        .AddWebhooks(builder.Configuration)
        .AddApi();

    var app = builder.Build();
    await app.Services.GetRequiredService<Readiness>().PrepareAsync(CancellationToken.None);
    await app.Services.GetRequiredService<Authenticator>().EnsureSomebodyMayAsync(CancellationToken.None);
    await app.RunAsync();
    return 0;
}
catch (Exception e) when (e is StartupException or OptionsValidationException)
{
    await Console.Error.WriteLineAsync($"VideoGen cannot start: {e.Message}");
    return 1;
}
