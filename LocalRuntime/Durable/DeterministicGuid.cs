using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.LocalRuntime.Durable;

/// <summary>Ids that are the same on every replay and differ between instances, executions, turns and calls.</summary>
static class DeterministicGuid
{
    /// <returns>A version 8 UUID (RFC 9562): the hash of what makes the call unique.</returns>
    public static Guid Create(string instanceId, long execution, DateTime turn, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{execution}/{turn:o}/{number}/{instanceId}");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        var bytes = hash[..16];
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)((BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) & 0x0FFF) | 0x8000));
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
