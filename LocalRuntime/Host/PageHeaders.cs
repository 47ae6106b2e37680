using Microsoft.AspNetCore.Http;

namespace VideoGen.LocalRuntime.Host;

/// <summary>What a browser is told with every file of the single-page app.</summary>
static class PageHeaders
{
    /// <summary>
    /// Scripts and calls come from here alone. Pictures and films may lie at any store. Styles may stand in the page, as component
    /// libraries write their variables there; that cannot run anything.
    /// </summary>
    const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src * data: blob:; media-src * blob:; "
        + "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    const string KeptForever = "public, max-age=31536000, immutable", AskedForAgain = "no-cache";

    public static void Describe(IHeaderDictionary headers, bool keptForever)
    {
        headers.CacheControl = keptForever ? KeptForever : AskedForAgain;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
