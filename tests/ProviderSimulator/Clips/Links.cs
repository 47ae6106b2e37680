using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VideoGen.ProviderSimulator.Clips;

/// <summary>What a link to a clip carries.</summary>
/// <param name="JobId">Whose clip.</param>
/// <param name="Expires">Unix milliseconds.</param>
/// <param name="Redirects">Whether it leads to another host first.</param>
public sealed record Link(string JobId, long Expires, bool Redirects)
{
    public bool HasExpired => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() > Expires;
}

/// <summary>
/// Makes and reads presigned links, which expire. The path /files acts as the host of its own that providers serve results from.
/// </summary>
public sealed class Links
{
    public const string Path = "/files";
    readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    /// <summary>For example <c>http://127.0.0.1:7200</c>; known once the server listens.</summary>
    public string Host { get; set; } = "";

    /// <summary>The same machine by another name, as far as a client's list of hosts goes.</summary>
    public string OtherHost => Host.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public string Make(Link link, string host, string name = "clip.mp4")
        => string.Create(CultureInfo.InvariantCulture,
            $"{host}{Path}/{link.JobId}/{name}?expires={link.Expires}&redirect={(link.Redirects ? 1 : 0)}&token={Sign(link)}");

    /// <returns><see langword="null"/> when it was not made here or has been changed.</returns>
    public Link? Read(string jobId, IQueryCollection query)
    {
        if (!long.TryParse(query["expires"], CultureInfo.InvariantCulture, out var expires))
        {
            return null;
        }

        var link = new Link(jobId, expires, query["redirect"] == "1");
        var token = Encoding.ASCII.GetBytes(query["token"].ToString());
        return CryptographicOperations.FixedTimeEquals(token, Encoding.ASCII.GetBytes(Sign(link))) ? link : null;
    }

    string Sign(Link link)
        => Convert.ToHexStringLower(HMACSHA256.HashData(_secret,
            Encoding.UTF8.GetBytes($"{link.JobId}/{link.Expires}/{link.Redirects}")))[..32];
}
