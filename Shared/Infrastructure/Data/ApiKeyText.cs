using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// A key as its holder has it: <c>vg_</c>, the id that finds its row, <c>_</c>, and 256 random bits. Of these only the SHA-256 is kept:
/// with so many bits a slow hash protects nothing more.
/// </summary>
static class ApiKeyText
{
    const string Prefix = "vg_";
    const int IdLength = 32, SecretLength = 43;

    public static string Create(Guid id) => $"{Prefix}{id:N}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <returns><see langword="false"/> when it has not the form of a key.</returns>
    public static bool TryRead(string text, out Guid id, out byte[] secretSha256)
    {
        secretSha256 = [];
        id = default;
        if (text.Length != Prefix.Length + IdLength + 1 + SecretLength
            || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || text[Prefix.Length + IdLength] != '_'
            || !Guid.TryParseExact(text.AsSpan(Prefix.Length, IdLength), "N", out id))
        {
            return false;
        }

        secretSha256 = SHA256.HashData(Encoding.UTF8.GetBytes(text[^SecretLength..]));
        return true;
    }

    /// <summary>Whether a text is meant to be one of our keys, whatever else is wrong with it.</summary>
    public static bool IsMeant(string text) => text.StartsWith(Prefix, StringComparison.Ordinal);
}
