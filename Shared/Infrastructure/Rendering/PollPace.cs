using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>When to look at a job again.</summary>
public static class PollPace
{
    const double Growth = 1.5;

    /// <summary>Of the wait, up or down: jobs that were submitted together are not asked about together.</summary>
    const double Jitter = 0.2;

    /// <param name="token">The attempt's; the jitter follows from it.</param>
    /// <param name="looks">How often it was looked at already.</param>
    /// <param name="isCalled">Whether the provider calls us; then looking is only for lost calls.</param>
    public static TimeSpan Next(ProviderContract contract, string token, int looks, bool isCalled)
    {
        var slowest = contract.PollAtMostEvery;
        var wait = isCalled ? slowest : contract.PollEvery * Math.Min(Math.Pow(Growth, Math.Min(looks, 40)), slowest / contract.PollEvery);
        var jittered = wait * (1 + Jitter * Share(token, looks));
        return jittered < contract.PollEvery ? contract.PollEvery : jittered > slowest ? slowest : jittered;
    }

    /// <summary>-1 to 1, the same for the same look.</summary>
    static double Share(string token, int looks)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{token}/{looks}"));
        return BinaryPrimitives.ReadUInt32LittleEndian(hash) / (double)uint.MaxValue * 2 - 1;
    }
}
