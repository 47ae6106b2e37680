using Microsoft.Azure.Functions.Worker;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;

namespace VideoGen.Functions.Contract;

/// <summary>Answers what no other function does, so that a wrong path or method is told as any other problem.</summary>
public sealed class UnknownRoutes(ApiDocument document)
{
    /// <summary>
    /// The host of Azure Functions takes the first route that fits, in the order of the functions' names: this one has to come last.
    /// </summary>
    public const string Name = "ZUnknownRoute";

    [Function(Name)]
    [Public("there is nothing here")]
    public IResult AnswerUnknownRoute(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path)
    {
        var fitting = document.Operations.Where(operation => operation.Fits(request.Path.Value!)).ToList();
        if (fitting.Count == 0)
        {
            return Problems.Of(StatusCodes.Status404NotFound, "no_such_path", "There is nothing at this path; GET /api/docs shows what there is.");
        }

        // A known path with a known method is here because a part of it is of the wrong kind.
        if (fitting.Any(operation => operation.Method == request.Method))
        {
            return Problems.Of(StatusCodes.Status404NotFound, "no_such_path", "There is nothing at this path: ids are UUIDs, and numbers are whole.");
        }

        request.HttpContext.Response.Headers.Allow = string.Join(", ", fitting.Select(operation => operation.Method));
        return Problems.Of(StatusCodes.Status405MethodNotAllowed, "method_not_allowed",
            $"This path takes {string.Join(" and ", fitting.Select(operation => operation.Method))}, not {request.Method}.");
    }
}
