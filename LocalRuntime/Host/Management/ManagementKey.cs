using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>Opens the management API. As on the real host, it comes in the query as <c>code</c> or in the header x-functions-key.</summary>
internal sealed class ManagementKey
{
    public const string QueryName = "code";
    const string HeaderName = "x-functions-key";
    const string Setting = "LocalRuntime:Management:Key";
    const int ShortestKey = 32;
    readonly byte[] _hash;

    ManagementKey(string key)
    {
        _hash = Hash(key);
    }

    /// <returns><see langword="null"/> when no key is set: there is no management API then.</returns>
    /// <exception cref="OptionsValidationException">The key is too short; the message does not contain it.</exception>
    public static ManagementKey? Read(IConfiguration configuration) => configuration[Setting] switch
    {
        null or "" => null,
        { Length: >= ShortestKey } key => new ManagementKey(key),
        _ => throw new OptionsValidationException(Setting, typeof(ManagementKey), [
            $"{Setting} (environment variable {Setting.Replace(":", "__", StringComparison.Ordinal)}) has fewer than {ShortestKey} "
            + "characters: make one with `openssl rand -hex 32`, or leave it empty to keep the management API off."]),
    };

    public async ValueTask<object?> GuardAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        => IsIn(context.HttpContext.Request) ? await next(context) : Results.StatusCode(StatusCodes.Status401Unauthorized);

    bool IsIn(HttpRequest request)
    {
        var given = request.Query[QueryName] is [{ Length: > 0 } code] ? code : request.Headers[HeaderName].ToString();
        // Hashes are of one length, so that time says nothing about the key's.
        return CryptographicOperations.FixedTimeEquals(Hash(given), _hash);
    }

    static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
