using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Webhooks;

/// <summary>Seals secrets that we must be able to read again, with AES-GCM, where a key is configured.</summary>
public sealed class SecretBox(IOptions<WebhookOptions> options)
{
    const string Sealed = "sealed:", Plain = "plain:";
    const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;

    readonly byte[]? _key = options.Value.SecretKey is { Length: > 0 } key ? Convert.FromBase64String(key) : null;

    public static bool IsKey(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) && count == KeyBytes;
    }

    public string Seal(string secret)
    {
        if (_key is null)
        {
            return Plain + secret;
        }

        var text = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceBytes + text.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(box.AsSpan(0, NonceBytes), text, box.AsSpan(NonceBytes, text.Length), box.AsSpan(NonceBytes + text.Length));
        return Sealed + Convert.ToBase64String(box);
    }

    /// <exception cref="CryptographicException">It was sealed with another key, or changed.</exception>
    public string Open(string kept)
    {
        if (kept.StartsWith(Plain, StringComparison.Ordinal))
        {
            return kept[Plain.Length..];
        }

        if (_key is null)
        {
            throw new CryptographicException("This secret is sealed, and Webhooks__SecretKey is not set.");
        }

        var box = Convert.FromBase64String(kept[Sealed.Length..]);
        var text = new byte[box.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes, text.Length), box.AsSpan(NonceBytes + text.Length), text);
        return Encoding.UTF8.GetString(text);
    }
}
