using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Clips;

/// <summary>Serves clips by presigned links, with ranges and with the faults of downloads.</summary>
public sealed class ClipRoutes(RenderFarm farm, FaultPlan faults, Links links)
{
    public void Map(IEndpointRouteBuilder routes) => routes.MapMethods($"{Links.Path}/{{id}}/{{name}}", ["GET", "HEAD"], ServeAsync);

    async Task<IResult> ServeAsync(HttpContext http, string id, string name)
    {
        if (links.Read(id, http.Request.Query) is not { HasExpired: false } link || http.Request.Headers.Authorization.Count > 0)
        {
            return Results.Text("<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>", "application/xml",
                statusCode: 403);
        }

        if (link.Redirects)
        {
            return Results.Redirect(links.Make(link with { Redirects = false }, links.OtherHost, name));
        }

        if (farm.Find(id) is not { File: { } file, IsDeleted: false } job)
        {
            return Results.NotFound();
        }

        var fault = faults.Draw(FaultPoint.Download, job.Order.Provider, job.Order);
        if (fault?.Kind == FaultKinds.Truncated)
        {
            return await SendHalfAsync(http, file);
        }

        if (fault?.Kind == FaultKinds.DownloadSlow)
        {
            await Task.Delay(TimeSpan.FromSeconds(fault.Seconds), http.RequestAborted);
        }

        return fault?.Kind == FaultKinds.CutShort
            ? Results.Bytes((await File.ReadAllBytesAsync(file))[..(int)(new FileInfo(file).Length / 2)], "video/mp4")
            : fault?.Kind == FaultKinds.Empty ? Results.Bytes([], "video/mp4")
            : fault?.Kind == FaultKinds.WrongType ? Results.Text("<html><body>Not here.</body></html>", "text/html")
            : fault?.Kind == FaultKinds.DownloadError ? Results.StatusCode(500)
            : Results.File(file, "video/mp4", enableRangeProcessing: true);
    }

    static async Task<IResult> SendHalfAsync(HttpContext http, string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        http.Response.ContentType = "video/mp4";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
        await http.Response.Body.FlushAsync();
        http.Abort();
        return Results.Empty;
    }
}
