using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using VideoGen.Domain;
using VideoGen.Functions.Contract;

namespace VideoGen.Functions.Http;

/// <summary>
/// Refuses query parameters that the contract does not know, by name: a filter with a slip of the pen must not show everything.
/// </summary>
public sealed class QueryMiddleware(ApiDocument document) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is { Request.Query: { Count: > 0 } query } && document.Find(context.FunctionDefinition.Name) is { } operation)
        {
            // The database takes no text with it, and no number or date has it.
            if (query.Where(one => one.Value.ToString().Contains('\0')).Select(one => one.Key).FirstOrDefault() is { } broken)
            {
                throw BadInputException.At(broken, $"{broken} holds a control character, which is not allowed here.");
            }

            var known = operation.QueryParameters;
            FieldError[] unknown = [.. query.Keys.Where(name => !known.Contains(name)).Select(name => new FieldError(name,
                known.Count == 0 ? "This operation takes no query parameters." : $"There is no such parameter; there are: {string.Join(", ", known.Order())}."))];
            if (unknown.Length > 0)
            {
                throw new BadInputException(StatusCodes.Status400BadRequest, "invalid_input",
                    $"Unknown query parameters: {string.Join(", ", unknown.Select(error => error.Field))}.", unknown);
            }
        }

        return next(context);
    }
}
