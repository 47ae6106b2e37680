using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace VideoGen.ProviderSimulator.Tests;

public sealed class CallbackFaultTests : SimulatorTests
{
    const string DreamMachine = "luma_dream_machine";

    [Theory]
    [InlineData("callback_twice", new[] { "dreaming", "dreaming", "completed", "completed" })]
    [InlineData("callback_out_of_order", new[] { "completed", "dreaming" })]
    public async Task Callbacks_Fault_ChangesTheirOrder(string fault, string[] states)
    {
        await using var receiver = await Receiver.StartAsync();
        await Simulator.FaultAsync(fault);

        await MakeAsync(DreamMachine, Orders.Body(DreamMachine, callbackUrl: receiver.Url));

        (await receiver.WaitAsync(states.Length)).Select(call => call.Json.At("state")).Should().Equal(states);
    }

    [Fact]
    public async Task Callbacks_Never_SendsNone()
    {
        await using var receiver = await Receiver.StartAsync();
        await Simulator.FaultAsync("callback_never");

        await MakeAsync(DreamMachine, Orders.Body(DreamMachine, "silent", $"{receiver.Url}/silent"));
        // A later job's callbacks are there, so earlier ones would be.
        await MakeAsync(DreamMachine, Orders.Body(DreamMachine, "heard", $"{receiver.Url}/heard"));

        (await receiver.WaitAsync(2)).Select(call => call.Path).Should().OnlyContain(path => path == "/heard");
    }

    [Fact]
    public async Task Callbacks_BeforeTheAnswer_HaveArrivedWhenItComes()
    {
        await using var receiver = await Receiver.StartAsync();
        using var client = Client(DreamMachine);
        await Simulator.FaultAsync("callback_before_answer");

        await CreateAsync(client, DreamMachine, Orders.Body(DreamMachine, callbackUrl: receiver.Url));

        receiver.Calls.Select(call => call.Json.At("state")).Should().Equal("dreaming", "completed");
    }

    [Fact]
    public async Task Webhooks_WrongSignature_DoesNotFitTheSecret()
    {
        await using var receiver = await Receiver.StartAsync();
        using var client = Client("heygen");
        var endpoint = await client.PostAsync("v3/webhooks/endpoints", new JsonObject { ["url"] = receiver.Url }.ToJsonString());
        await Simulator.FaultAsync("callback_wrong_signature");

        await CreateAsync(client, "heygen");

        var call = (await receiver.WaitAsync(1))[0];
        call.Headers["Heygen-Signature"].Should().HaveLength(64).And.NotBe(Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(endpoint.At("data.secret")!), Encoding.UTF8.GetBytes(call.Body))));
    }
}
