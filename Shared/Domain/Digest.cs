using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Domain;

/// <summary>Names a content by what it says: equal contents have equal digests.</summary>
public static class Digest
{
    /// <returns>SHA-256 of the value's JSON in <see cref="DomainJson"/>, 64 lower-case hexadecimal digits.</returns>
    public static string Of<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DomainJson.Serialize(value))));
}
