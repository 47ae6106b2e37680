using System.Net;

namespace VideoGen.ProviderSimulator.Tests;

public sealed class DownloadTests : SimulatorTests, IDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Download_WithRange_GivesThatPart()
    {
        var url = Orders.Url("luma", await MakeAsync("luma"))!;
        using var request = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { Range = new(4, 7) } };

        using var response = await _http.SendAsync(request);

        response.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsStringAsync()).Should().Be("ftyp");
    }

    [Fact]
    public async Task Download_TokenIsChangedOrAKeyComesAlong_Is403()
    {
        var url = Orders.Url("luma", await MakeAsync("luma"))!;
        using var withKey = new HttpRequestMessage(HttpMethod.Get, url) { Headers = { { "Authorization", $"Bearer {Simulator.Key}" } } };

        (await StatusAsync(url[..^1] + (url[^1] == '0' ? '1' : '0'))).Should().Be(HttpStatusCode.Forbidden);
        using var response = await _http.SendAsync(withKey);
        response.StatusCode.Should().Be(HttpStatusCode.Forbidden, "keys do not belong to a presigned host");
    }

    [Fact]
    public async Task Download_LinkHasExpired_Is403AndANewStatusHasANewOne()
    {
        using var client = Client("luma");
        await Simulator.FaultAsync("link_expires", seconds: 0);
        var id = await CreateAsync(client, "luma");
        var old = Orders.Url("luma", await UntilEndedAsync(client, "luma", id))!;

        while (await StatusAsync(old) != HttpStatusCode.Forbidden)
        {
            await Task.Delay(10);
        }

        (await StatusAsync(Orders.Url("luma", (await client.GetAsync($"generations/{id}")).Json!)!)).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Download_LinkRedirects_LeadsToAnotherHost()
    {
        await Simulator.FaultAsync("link_redirects");
        var url = new Uri(Orders.Url("luma", await MakeAsync("luma"))!);

        using var response = await _http.GetAsync(url);

        response.StatusCode.Should().Be(HttpStatusCode.Found);
        response.Headers.Location!.Host.Should().NotBe(url.Host);
    }

    [Fact]
    public async Task Download_IsTruncated_BreaksOffOnce()
    {
        var url = Orders.Url("luma", await MakeAsync("luma"))!;
        await Simulator.FaultAsync("download_truncated");

        await FluentActions.Awaiting(() => _http.GetByteArrayAsync(url)).Should().ThrowAsync<HttpRequestException>();
        (await _http.GetByteArrayAsync(url)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task Download_IsCutShort_LooksWholeAndIsHalf()
    {
        var url = Orders.Url("luma", await MakeAsync("luma"))!;
        await Simulator.FaultAsync("download_cut_short");

        var half = await _http.GetByteArrayAsync(url);

        half.Length.Should().Be((await _http.GetByteArrayAsync(url)).Length / 2);
    }

    [Theory]
    [InlineData("download_empty", 200, "video/mp4")]
    [InlineData("download_wrong_type", 200, "text/html")]
    [InlineData("download_500", 500, null)]
    public async Task Download_Fault_StrikesOnce(string fault, int status, string? type)
    {
        var url = Orders.Url("luma", await MakeAsync("luma"))!;
        await Simulator.FaultAsync(fault);

        using var response = await _http.GetAsync(url);

        ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType).Should().Be((status, type));
        (await StatusAsync(url)).Should().Be(HttpStatusCode.OK);
    }

    async Task<HttpStatusCode> StatusAsync(string url)
    {
        using var response = await _http.GetAsync(url);
        return response.StatusCode;
    }
}
