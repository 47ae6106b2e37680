using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VideoGen.LocalRuntime.Host.Management;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Serves the built single-page app from <c>wwwroot</c> beside the app, where there is one.</summary>
internal static class SinglePageApp
{
    const string Index = "/index.html";

    public static void UseSinglePageApp(this WebApplication app, string routePrefix)
    {
        var hasIndex = app.Environment.WebRootFileProvider.GetFileInfo(Index).Exists;
        var api = new PathString(routePrefix.Length == 0 ? null : $"/{routePrefix}");

        app.Use((http, next) =>
        {
            if (http.IsFunctionCall() || http.IsManagementCall())
            {
                return next(http);
            }

            // The endpoint, if any, is routing's own 405.
            http.SetEndpoint(null);
            var path = http.Request.Path;
            if ((api.HasValue && path.StartsWithSegments(api)) || path.StartsWithSegments(ManagementRoutes.Prefix))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            // The app's own paths have no extension; a missing file is an honest 404.
            if (hasIndex && !Path.HasExtension(http.Request.Path.Value))
            {
                http.Request.Path = Index;
            }

            return next(http);
        });
        if (Directory.Exists(app.Environment.WebRootPath))
        {
            // What the app itself says of its files, by ASP.NET Core's own option, comes last and wins.
            var describe = app.Services.GetRequiredService<IOptions<StaticFileOptions>>().Value.OnPrepareResponse;
            app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = Describe + describe });
        }
    }

    static void Describe(StaticFileResponseContext response)
        => PageHeaders.Describe(response.Context.Response.Headers, keptForever: IsHashed(response.Context.Request.Path));

    /// <summary>Files of the build have a digest in their name; the index and the others change under theirs.</summary>
    static bool IsHashed(PathString path) => path.StartsWithSegments("/assets");
}
