using System.Net;

namespace VideoGen.Infrastructure.Providers;

/// <summary>Where a provider's clips may come from, so that no answer of a provider can send us to a place of somebody's choice.</summary>
/// <param name="hosts">Exact names, or <c>.name</c> for all below it.</param>
/// <param name="provider">The provider's API; clips of one on this machine may come from there too, without TLS.</param>
/// <param name="setting">The setting that lists hosts, for messages.</param>
internal sealed class DownloadRules(IReadOnlyList<string> hosts, Uri provider, string setting)
{
    public static bool IsHost(string text)
        => Uri.CheckHostName(text.TrimStart('.')) != UriHostNameType.Unknown && !text.StartsWith("..", StringComparison.Ordinal);

    /// <returns>Why the address may not be asked; <see langword="null"/> when it may.</returns>
    public string? Problem(Uri address)
    {
        var isListed = hosts.Any(host => Matches(host, address.IdnHost));
        var isHere = provider.IsLoopback && address.IsLoopback;
        return address.UserInfo.Length > 0 ? "The clip's address has a user name in it."
            : !isListed && !(isHere && address.Authority == provider.Authority)
                ? $"The clip lies on {address.IdnHost}, which is not in {setting}."
            : address.Scheme != Uri.UriSchemeHttps && !(isHere && address.Scheme == Uri.UriSchemeHttp) ? "The clip's address is not https."
            : null;
    }

    static bool Matches(string host, string name) => host.StartsWith('.') && !IPAddress.TryParse(name, out _)
        ? name.EndsWith(host, StringComparison.OrdinalIgnoreCase)
        : name.Equals(host, StringComparison.OrdinalIgnoreCase);
}
