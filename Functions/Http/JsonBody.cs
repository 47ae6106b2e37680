using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>Reads bodies and writes answers in <see cref="DomainJson"/>.</summary>
static class JsonBody
{
    /// <summary>Of a request body, in bytes: one mebibyte. The longest script is far below it.</summary>
    public const int LargestBytes = 1024 * 1024;

    /// <exception cref="BadInputException">Not JSON, not this shape, or too large; names the field where it can.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            throw new BadInputException(StatusCodes.Status415UnsupportedMediaType, "not_json", "Send the body as application/json.", []);
        }

        var body = await RequestBytes.ReadAsync(request, LargestBytes, cancellationToken);
        try
        {
            var read = JsonSerializer.Deserialize<T>(body, DomainJson.Options) ?? throw new BadInputException("empty_body", "The body is null; send an object.");
            return BodyChecks.Find(body) is { Count: > 0 } errors ? throw JsonFaults.Invalid(errors) : read;
        }
        catch (JsonException)
        {
            throw JsonFaults.Describe(body, typeof(T));
        }
    }

    /// <returns><see langword="null"/> when there is no body.</returns>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request, CancellationToken cancellationToken) where T : class
        => request is { ContentLength: 0 } or { ContentLength: null, ContentType: null } ? null : await ReadAsync<T>(request, cancellationToken);

    public static IResult Ok<T>(T value) => Results.Json(value, DomainJson.Options);

    public static IResult Created<T>(string location, T value)
        => new WithLocation(Results.Json(value, DomainJson.Options, statusCode: StatusCodes.Status201Created), location);

    public static IResult Accepted<T>(string location, T value)
        => new WithLocation(Results.Json(value, DomainJson.Options, statusCode: StatusCodes.Status202Accepted), location);

    sealed class WithLocation(IResult inner, string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return inner.ExecuteAsync(httpContext);
        }
    }
}
