using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace VideoGen.Infrastructure.Assets;

/// <summary>What is left of a link after its signature was checked.</summary>
internal enum LinkState
{
    /// <summary>There is no signature at all.</summary>
    Absent,

    /// <summary>Not a link of ours, not for this key and method, or changed on the way.</summary>
    Changed,

    /// <summary>It was ours, and its time is over.</summary>
    Expired,

    Good,
}

/// <param name="State">The other values count only when it is good.</param>
/// <param name="FileName">Save under this name.</param>
/// <param name="MaxBytes">Of an upload.</param>
internal readonly record struct CheckedLink(LinkState State, string? FileName = null, long MaxBytes = 0);

/// <summary>Links of the files store: HMAC-SHA256 over method, key, expiry, file name and size limit.</summary>
internal sealed class FileLinkSigner(byte[] secret, TimeProvider time)
{
    /// <returns>The query of the link, without the question mark.</returns>
    public string Sign(string key, AssetLinkMethod method, TimeSpan lifetime, string? fileName, long? maxBytes)
    {
        var expires = time.GetUtcNow().Add(lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var max = maxBytes?.ToString(CultureInfo.InvariantCulture);
        var query = new QueryString().Add("expires", expires);
        query = fileName is null ? query : query.Add("name", fileName);
        query = max is null ? query : query.Add("max", max);
        return query.Add("signature", Signature(key, method, expires, fileName, max)).Value![1..];
    }

    public CheckedLink Check(string key, AssetLinkMethod method, IQueryCollection query)
    {
        if (!query.TryGetValue("signature", out var given))
        {
            return new(LinkState.Absent);
        }

        string? expires = query["expires"], fileName = query["name"], max = query["max"];
        // The texts are compared, not the bytes: several texts decode to the same bytes.
        var expected = Encoding.UTF8.GetBytes(Signature(key, method, expires, fileName, max));
        if (!CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(given.ToString())))
        {
            return new(LinkState.Changed);
        }

        // Signed by us, so the numbers are numbers.
        return time.GetUtcNow().ToUnixTimeSeconds() >= long.Parse(expires!, CultureInfo.InvariantCulture)
            ? new(LinkState.Expired)
            : new(LinkState.Good, fileName, max is null ? 0 : long.Parse(max, CultureInfo.InvariantCulture));
    }

    // A line each: none of them can hold a line break, so no two different links are signed as the same text. The first names the purpose.
    string Signature(string key, AssetLinkMethod method, string? expires, string? fileName, string? max)
        => WebEncoders.Base64UrlEncode(HMACSHA256.HashData(secret,
            Encoding.UTF8.GetBytes(string.Join('\n', "asset-link-1", method, key, expires, fileName, max))));
}
