using System.Security.Cryptography;
using System.Text;

namespace VideoGen.Infrastructure.Media;

/// <summary>Chance that is the same every time for the same words, on every machine and version of .NET.</summary>
internal sealed class Dice
{
    ulong state;

    public Dice(string seed) => state = BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(seed))) | 1;

    public float Between(float low, float high)
    {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return low + (high - low) * ((state >> 40) / (float)(1 << 24));
    }

    public int Pick(int count) => Math.Min(count - 1, (int)Between(0, count));
}
