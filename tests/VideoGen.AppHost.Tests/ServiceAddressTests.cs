using System.Net;
using System.Net.Sockets;

namespace VideoGen.AppHost.Tests;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", "http://localhost:7071", false)]
    [InlineData("0.0.0.0", "http://localhost:7071", true)]
    [InlineData("::1", "http://localhost:7071", false)]
    [InlineData("192.0.2.7", "http://192.0.2.7:7071", true)]
    [InlineData("2001:db8::7", "http://[2001:db8::7]:7071", true)]
    public void Local_ForAnAddress_IsWhatThisMachineCalls(string listen, string local, bool isOpen)
    {
        var address = new ServiceAddress(IPAddress.Parse(listen), 7071);

        (address.Local, address.IsOpenToOthers).Should().Be((local, isOpen));
    }

    [Fact]
    public void EnsureFree_AddressOfAnotherMachine_SaysSo()
        => FluentActions.Invoking(new ServiceAddress(IPAddress.Parse("192.0.2.7"), 7071).EnsureFree)
            .Should().Throw<CannotGoOnException>().WithMessage("192.0.2.7 is not an address of this machine*");

    [Fact]
    public void WithFreePort_WantedPortIsTaken_KeepsItForTheUserToDecide()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var wanted = ((IPEndPoint)other.LocalEndpoint).Port;

        ServiceAddress.WithFreePort(IPAddress.Loopback, wanted).Port.Should().Be(wanted);
    }

    [Fact]
    public void WithFreePort_NoneWantedAndTheUsualIsTaken_IsAnother()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var usual = ((IPEndPoint)other.LocalEndpoint).Port;

        var address = ServiceAddress.WithFreePort(IPAddress.Loopback, wanted: null, usual);

        address.Port.Should().NotBe(usual);
        address.EnsureFree();
    }
}
