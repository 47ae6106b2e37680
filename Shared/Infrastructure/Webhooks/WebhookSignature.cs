using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Infrastructure.Webhooks;

/// <summary>Signs messages by the Standard Webhooks scheme. https://www.standardwebhooks.com</summary>
public static class WebhookSignature
{
    const string Prefix = "whsec_";
    const int SecretBytes = 32;

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <returns>The header <c>webhook-signature</c>: one signature per secret, parted by a space.</returns>
    public static string Sign(IEnumerable<string> secrets, string id, long unixSeconds, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{unixSeconds}.{body}"));
        return string.Join(' ', secrets.Select(secret
            => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), signed))}"));
    }
}
