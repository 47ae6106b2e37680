using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using VideoGen.Testing.Contract;
using VideoGen.Testing.Contract.Fuzz;

namespace VideoGen.App.Tests.Contract;

/// <summary>
/// Every operation takes whatever comes: no fault of ours, and no answer that the contract does not describe. VIDEOGEN_FUZZ_REQUESTS makes
/// more requests than the usual 10,000, VIDEOGEN_FUZZ_SEED others.
/// </summary>
public sealed class FuzzTests(FuzzFixture fixture, ITestOutputHelper output) : IClassFixture<FuzzFixture>
{
    const int UsualSeed = 1;
    const int Workers = 8;
    const int MostShown = 10;

    readonly ConcurrentDictionary<string, string> _faults = new();

    [Fact]
    public async Task Operations_AnyRequest_IsAnsweredAsTheContractSays()
    {
        var requests = Setting("VIDEOGEN_FUZZ_REQUESTS", 10_000);
        var seed = Setting("VIDEOGEN_FUZZ_SEED", UsualSeed);
        output.WriteLine($"VIDEOGEN_FUZZ_SEED={seed} VIDEOGEN_FUZZ_REQUESTS={requests}");
        var contract = await fixture.ContractAsync();
        var known = await fixture.KnownIdsAsync();

        await Task.WhenAll(Enumerable.Range(0, Workers)
            .Select(worker => Task.Run(() => WorkAsync(contract, known, new Random(seed + worker), requests / Workers))));

        (await fixture.Api.GetAsync("api/health/ready")).Status.Should().Be(HttpStatusCode.OK);
        Assert.True(_faults.IsEmpty, $"VIDEOGEN_FUZZ_SEED={seed}\n{string.Join("\n\n", _faults.Select(fault => $"{fault.Key}\n{fault.Value}"))}");
    }

    async Task WorkAsync(ApiContract contract, KnownIds known, Random random, int requests)
    {
        var fuzzer = new RequestFuzzer(contract, random, known);
        for (var i = 0; i < requests && _faults.Count < MostShown; i++)
        {
            var operation = contract.Operations[random.Next(contract.Operations.Count)];
            var (request, body) = fuzzer.Make(operation);
            try
            {
                // Streams have no end that is worth waiting for.
                using var answer = await fixture.App.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                known.Learn(answer);
                if ((int)answer.StatusCode >= 500)
                {
                    Note($"{operation.Id} answered {(int)answer.StatusCode}", request, body, await answer.Content.ReadAsStringAsync());
                }
            }
            catch (Exception e) when (e is ContractBrokenException or HttpRequestException)
            {
                Note($"{operation.Id}: {e.Message.Split('\n')[0].Replace(request.RequestUri!.AbsolutePath, operation.Path, StringComparison.Ordinal)}",
                    request, body, e.Message);
            }
        }
    }

    void Note(string kind, HttpRequestMessage request, byte[] body, string answer) => _faults.TryAdd(kind,
        $"{request.Method} {request.RequestUri}\n{request.Headers}{request.Content?.Headers}\n{Start(Encoding.UTF8.GetString(body))}\n-> {Start(answer)}");

    static string Start(string text) => text.Length > 1500 ? $"{text[..1500]} ..." : text;

    static int Setting(string name, int usual) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } set ? int.Parse(set, CultureInfo.InvariantCulture) : usual;
}
