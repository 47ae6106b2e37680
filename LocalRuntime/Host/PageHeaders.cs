using Microsoft.AspNetCore.Http;

namespace VideoGen.LocalRuntime.Host;

/// <summary>What a browser is told with every file of the single-page app.</summary>
static class PageHeaders
{
    const string KeptForever = "public, max-age=31536000, immutable", AskedForAgain = "no-cache";

    public static void Describe(IHeaderDictionary headers, bool keptForever)
    {
        headers.CacheControl = keptForever ? KeptForever : AskedForAgain;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }
}
