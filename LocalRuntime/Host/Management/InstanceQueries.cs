using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.DurableTask.Client;
using VideoGen.LocalRuntime.Durable;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>Shows instances.</summary>
internal sealed class InstanceQueries(DurableTaskClient client, HistoryReader histories)
{
    const string ContinuationToken = "x-ms-continuation-token";
    const int LargestPage = 1000;

    public async Task<IResult> ListAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var request = http.Request;
        var filters = new Filters(request.Query);
        var showInput = Filters.Flag(request.Query, "showInput", otherwise: true);
        var top = Math.Min(Filters.Number(request.Query, "top") ?? OrchestrationQuery.DefaultPageSize, LargestPage);
        if (filters.Statuses is { Count: 0 })
        {
            return Results.Json(Array.Empty<InstanceView>());
        }

        var query = new OrchestrationQuery(filters.CreatedFrom, filters.CreatedTo, filters.Statuses, FetchInputsAndOutputs: true)
        {
            InstanceIdPrefix = request.Query["instanceIdPrefix"].ToString() is { Length: > 0 } prefix ? prefix : null,
        };
        var page = await client.GetAllInstancesAsync(query).AsPages(Token(request), top).FirstAsync(cancellationToken);
        if (page.ContinuationToken is { } next)
        {
            http.Response.Headers[ContinuationToken] = WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(next));
        }

        return Results.Json(page.Values.Select(found => InstanceView.Of(found, showInput)));
    }

    public async Task<IResult> ShowAsync(HttpContext http, string instanceId, CancellationToken cancellationToken)
    {
        var query = http.Request.Query;
        var failureIs500 = Filters.Flag(query, "returnInternalServerErrorOnFailure", otherwise: false);
        var showInput = Filters.Flag(query, "showInput", otherwise: true);
        var showHistory = Filters.Flag(query, "showHistory", otherwise: false);
        var showHistoryOutput = Filters.Flag(query, "showHistoryOutput", otherwise: false);
        if (await client.GetInstanceAsync(instanceId, true, cancellationToken) is not { } found)
        {
            return Results.NotFound();
        }

        var history = showHistory ? await histories.ReadAsync(instanceId, cancellationToken) : null;
        var view = InstanceView.Of(found, showInput, history is null
            ? null
            : new HistoryView(history, found.Name, showInput, showHistoryOutput).ToJson(Completed(found, showHistoryOutput)));
        if (!found.IsCompleted)
        {
            http.Response.Headers.Location = http.Request.GetEncodedUrl();
            http.Response.Headers.RetryAfter = "5";
            return Results.Json(view, statusCode: StatusCodes.Status202Accepted);
        }

        var isFault = failureIs500 && found.RuntimeStatus == OrchestrationRuntimeStatus.Failed;
        return Results.Json(view, statusCode: isFault ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK);
    }

    static System.Text.Json.Nodes.JsonObject? Completed(OrchestrationMetadata found, bool showOutput)
    {
        if (!found.IsCompleted)
        {
            return null;
        }

        var json = HistoryView.New("ExecutionCompleted", found.LastUpdatedAt.UtcDateTime)
            .With("OrchestrationStatus", found.RuntimeStatus.ToString());
        return showOutput ? json.With("Result", InstanceView.Json(found.SerializedOutput)) : json;
    }

    static string? Token(HttpRequest request)
    {
        if (request.Headers[ContinuationToken].ToString() is not { Length: > 0 } token)
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
            Filters.EnsureStorable(ContinuationToken, text);
            return text;
        }
        catch (FormatException)
        {
            throw new BadHttpRequestException($"The header {ContinuationToken} is not one that this API gave.");
        }
    }
}
