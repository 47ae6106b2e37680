namespace VideoGen.Infrastructure.Models;

/// <summary>Tells a request that proven never left this machine from one that may have been answered.</summary>
internal static class Unsent
{
    public static bool Is(Exception? e) => e switch
    {
        HttpRequestException http => http.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        { InnerException: { } inner } => Is(inner),
        _ => false,
    };
}
