namespace VideoGen.Functions.Access;

/// <summary>What every answer tells browsers; a function may say otherwise of its own.</summary>
static class AnswerHeaders
{
    public static void Set(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        // Answers are data, never pages: nothing in them may run or be framed.
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        // Kept by no one but the browser, and asked for again by its ETag.
        headers.CacheControl = "private, no-cache";
        if (http.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
    }
}
