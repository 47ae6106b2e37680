using System.Globalization;
using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>Answers that say what is wrong, after RFC 9457, with a stable <c>code</c> and the fields at fault.</summary>
static class Problems
{
    public static IResult Of(int status, string code, string detail, IReadOnlyList<FieldError>? errors = null, object? current = null)
    {
        var extensions = new Dictionary<string, object?> { ["code"] = code };
        if (errors is { Count: > 0 })
        {
            extensions["errors"] = errors.Select(error => new { field = error.Field, message = error.Message });
        }

        if (current is not null)
        {
            extensions["current"] = JsonSerializer.SerializeToNode(current, DomainJson.Options);
        }

        return Results.Problem(detail, statusCode: status, title: Title(status), type: Type(status), extensions: extensions);
    }

    public static IResult Of(BadInputException bad) => Of(bad.Status, bad.Code, bad.Message, bad.Errors);

    /// <summary>To throw where there is no going on without it.</summary>
    public static BadInputException Missing(string what, string id)
        => new(StatusCodes.Status404NotFound, $"{what}_not_found", $"There is no {what} {id}.", []);

    public static IResult NotFound(string what, Guid id) => Of(Missing(what, $"{id}"));

    public static IResult Invalid(IReadOnlyList<FieldError> errors)
        => Of(StatusCodes.Status400BadRequest, "invalid_input", errors.Count == 1 ? errors[0].Message : $"{errors.Count} fields are not right.", errors);

    /// <summary>Says when it is worth coming again.</summary>
    public static IResult Later(int status, string code, string detail, int seconds)
        => new WithRetryAfter(Of(status, code, detail), seconds);

    public static IResult Conflict(string code, string detail, object? current = null)
        => Of(StatusCodes.Status409Conflict, code, detail, current: current);

    /// <summary>Where ASP.NET Core names none by itself.</summary>
    static string? Type(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "https://tools.ietf.org/html/rfc9110#section-15.5.14",
        StatusCodes.Status428PreconditionRequired => "https://tools.ietf.org/html/rfc6585#section-3",
        StatusCodes.Status429TooManyRequests => "https://tools.ietf.org/html/rfc6585#section-4",
        _ => null,
    };

    static string Title(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request is not right",
        StatusCodes.Status401Unauthorized => "Not signed in",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status405MethodNotAllowed => "Not this method",
        StatusCodes.Status409Conflict => "Not possible now",
        StatusCodes.Status412PreconditionFailed => "Somebody else was faster",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status415UnsupportedMediaType => "Not JSON",
        StatusCodes.Status422UnprocessableEntity => "Not the same request",
        StatusCodes.Status428PreconditionRequired => "Say what you have seen",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "Not ready",
        _ => "Something went wrong on our side",
    };

    sealed class WithRetryAfter(IResult problem, int seconds) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
