using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>A submit over a real network that fails: called once, and never taken for refused when it may have arrived.</summary>
public sealed class LostAnswerTests
{
    [Fact]
    public async Task SubmitAsync_ConnectionRefused_MayBeTriedAgain()
    {
        int port;
        using (var nobody = new TcpListener(IPAddress.Loopback, 0))
        {
            nobody.Start();
            port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        }

        (await SubmitAsync($"http://127.0.0.1:{port}")).Should().BeOfType<SubmitAnswer.Later>().Which.Failure.Fault
            .Should().Be(ProviderFault.Unavailable);
    }

    [Fact]
    public async Task SubmitAsync_NoSuchHost_MayBeTriedAgain()
        => (await SubmitAsync("https://nowhere.invalid")).Should().BeOfType<SubmitAnswer.Later>();

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"id\":\"task-1\"")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"")]
    [InlineData("nonsense\r\n\r\n")]
    public async Task SubmitAsync_ConnectionBreaksAfterTheRequest_IsUnknownAndWasSentOnce(string answer)
    {
        using var server = new BreakingServer(answer);

        (await SubmitAsync(server.Address)).Should().BeOfType<SubmitAnswer.Unknown>();

        server.Posts.Should().Be(1);
    }

    [Fact]
    public async Task SubmitAsync_KeptConnectionBreaks_IsNotSentOnceMore()
    {
        // The first answer leaves the connection open; the second request finds it dying.
        using var server = new BreakingServer(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n{\"id\":\"task-1\"}", "");
        await using var bench = new ProviderBench(null, ("Providers:Runway:BaseAddress", server.Address));
        var (provider, job) = await bench.OrderAsync("runway");

        (await provider.SubmitAsync(job, default)).Should().Be(new SubmitAnswer.Accepted("task-1"));
        (await provider.SubmitAsync(job, default)).Should().BeOfType<SubmitAnswer.Unknown>();

        server.Posts.Should().Be(2);
    }

    [Fact]
    public async Task SubmitAsync_NoAnswerInTime_IsUnknown()
    {
        using var server = new BreakingServer((string?)null);

        (await SubmitAsync(server.Address, ("Providers:Runway:TimeoutSeconds", "1"))).Should().BeOfType<SubmitAnswer.Unknown>();
    }

    static async Task<SubmitAnswer> SubmitAsync(string address, params (string, string)[] settings)
    {
        await using var bench = new ProviderBench(null, [("Providers:Runway:BaseAddress", address), .. settings]);
        var (provider, job) = await bench.OrderAsync("runway");
        return await provider.SubmitAsync(job, default);
    }

    /// <summary>Reads whole requests and gives each the next answer; after the last one, and after half ones, it hangs up.</summary>
    sealed class BreakingServer : IDisposable
    {
        readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        readonly string?[] _answers;
        int _posts;

        public BreakingServer(params string?[] answers)
        {
            _answers = answers;
            _listener.Start();
            _ = ServeAsync();
        }

        public string Address => $"http://{_listener.LocalEndpoint}";

        public int Posts => Volatile.Read(ref _posts);

        public void Dispose() => _listener.Dispose();

        async Task ServeAsync()
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync();
                var stream = client.GetStream();
                while (await ReadRequestAsync(stream))
                {
                    var number = Interlocked.Increment(ref _posts);
                    if (_answers[Math.Min(number, _answers.Length) - 1] is not { } answer)
                    {
                        // Never.
                        continue;
                    }

                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                    if (number >= _answers.Length)
                    {
                        break;
                    }
                }
            }
        }

        static async Task<bool> ReadRequestAsync(NetworkStream stream)
        {
            var text = new StringBuilder();
            var buffer = new byte[64 << 10];
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
                var request = text.ToString();
                var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                var length = request.Split("Content-Length: ") is [_, var rest]
                    ? int.Parse(rest.Split('\r')[0], CultureInfo.InvariantCulture) : 0;
                if (end > 0 && request.Length - end - 4 >= length)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
