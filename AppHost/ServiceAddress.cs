using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace VideoGen.AppHost;

/// <summary>Where the app listens, and how this machine calls it.</summary>
public sealed record ServiceAddress(IPAddress Listen, int Port)
{
    public const int UsualPort = 7071;

    /// <summary>For Kestrel, such as <c>http://127.0.0.1:7071</c>.</summary>
    public string Binding => Url(Listen);

    /// <summary>For people and programs on this machine, such as <c>http://localhost:7071</c>.</summary>
    public string Local
        => IPAddress.IsLoopback(Listen) || IsEveryAddress ? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}")
            : Url(Listen);

    public bool IsOpenToOthers => !IPAddress.IsLoopback(Listen);

    bool IsEveryAddress => Listen.Equals(IPAddress.Any) || Listen.Equals(IPAddress.IPv6Any);

    /// <summary>The address with the wanted port, or with any free one when none is wanted and the usual one is taken.</summary>
    public static ServiceAddress WithFreePort(IPAddress listen, int? wanted, int usualPort = UsualPort)
    {
        var usual = new ServiceAddress(listen, wanted ?? usualPort);
        return wanted is null && usual.Try().Error is not null ? usual with { Port = new ServiceAddress(listen, 0).Try().Port } : usual;
    }

    /// <exception cref="CannotGoOnException">The app would not be able to listen here.</exception>
    public void EnsureFree()
    {
        switch (Try().Error)
        {
            case null:
                return;
            case SocketError.AddressAlreadyInUse:
                throw new CannotGoOnException($"Port {Port} is taken by another program. "
                    + $"Choose another one, such as: ./run --port {Port + 1}");
            case SocketError.AccessDenied:
                throw new CannotGoOnException($"Port {Port} needs more rights than yours. "
                    + $"Choose one from 1024 on, such as: ./run --port {UsualPort}");
            case SocketError.AddressNotAvailable:
                throw new CannotGoOnException($"{Listen} is not an address of this machine. "
                    + "For all of its addresses: ./run --listen 0.0.0.0");
            case var error:
                throw new CannotGoOnException($"Cannot listen on {Binding}: {error}");
        }
    }

    (int Port, SocketError? Error) Try()
    {
        try
        {
            using var listener = new TcpListener(Listen, Port);
            listener.Start();
            return (((IPEndPoint)listener.LocalEndpoint).Port, null);
        }
        catch (SocketException e)
        {
            return (Port, e.SocketErrorCode);
        }
    }

    string Url(IPAddress host)
        => string.Create(CultureInfo.InvariantCulture,
            $"http://{(host.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{host}]" : host)}:{Port}");
}
