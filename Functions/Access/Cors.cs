using Microsoft.Extensions.Options;

namespace VideoGen.Functions.Access;

public sealed class CorsOptions
{
    public const string Section = "Cors";

    /// <summary>
    /// Pages of other addresses that may call by script, such as <c>https://studio.example</c>; exact, without a path. Default none.
    /// </summary>
    public IList<string> AllowedOrigins { get; } = [];
}

/// <summary>
/// Lets scripts of configured origins call. Callers prove themselves by a header that their script sets, never by cookies, so no
/// credentials are allowed.
/// </summary>
public sealed class Cors(IOptions<CorsOptions> options)
{
    const string Methods = "GET, HEAD, POST, PUT, PATCH, DELETE";
    const string RequestHeaders = "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID, X-Request-Id";
    const string AnswerHeaders = "ETag, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, WWW-Authenticate, Content-Disposition";

    public void Set(HttpContext http)
    {
        if (options.Value.AllowedOrigins.Count == 0)
        {
            return;
        }

        var headers = http.Response.Headers;
        headers.Append("Vary", "Origin");
        var origin = http.Request.Headers.Origin.ToString();
        if (!options.Value.AllowedOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        headers.AccessControlAllowOrigin = origin;
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            headers.AccessControlAllowMethods = Methods;
            headers.AccessControlAllowHeaders = RequestHeaders;
            headers.AccessControlMaxAge = "600";
        }
        else
        {
            headers.AccessControlExposeHeaders = AnswerHeaders;
        }
    }
}
