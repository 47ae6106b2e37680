using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace VideoGen.Infrastructure.Webhooks;

/// <summary>An endpoint that must not be called; the message says why.</summary>
public sealed class ForbiddenTargetException(string message) : IOException(message);

/// <summary>Where webhooks may go: to the public internet, and to networks that the settings name.</summary>
public sealed class WebhookTargets(IOptions<WebhookOptions> options)
{
    const int LongestUrl = 2000;

    readonly IPNetwork[] _allowed = [.. options.Value.AllowedNetworks.Select(text => IPNetwork.Parse(text))];

    /// <summary>What can be told from the address alone; where a name leads is seen when it is called.</summary>
    /// <returns><see langword="null"/> when it may be an endpoint.</returns>
    public string? Fault(string url)
    {
        if (url.Length > LongestUrl || url.Any(char.IsControl) || !Uri.TryCreate(url, UriKind.Absolute, out var uri)
            || !(uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp && options.Value.AllowHttp))
        {
            return options.Value.AllowHttp ? "An endpoint is an absolute http or https address." : "An endpoint is an absolute https address.";
        }

        if (uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return "An endpoint has no user, password or fragment in its address.";
        }

        return IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && !Allows(address) ? "An endpoint is an address of the public internet." : null;
    }

    /// <summary>
    /// Connects to what the name leads to now, and to nothing else: the address that is looked at is the one that is called, so a name that
    /// changes in between gains nothing.
    /// </summary>
    /// <exception cref="ForbiddenTargetException">It leads to where webhooks may not go.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        // Of an address there is nothing to ask, and 0.0.0.0 would be refused with other words.
        IPAddress[] addresses = IPAddress.TryParse(context.DnsEndPoint.Host, out var address)
            ? [address] : await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var good = addresses.Where(Allows).ToArray();
        if (good.Length == 0)
        {
            throw new ForbiddenTargetException($"{context.DnsEndPoint.Host} does not lead to the public internet.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(good, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    bool Allows(IPAddress address)
    {
        var plain = PublicAddress.Plain(address);
        return PublicAddress.Is(plain) || _allowed.Any(network => network.Contains(plain));
    }
}
