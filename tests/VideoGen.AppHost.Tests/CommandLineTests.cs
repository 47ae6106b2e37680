using System.CommandLine;
using System.Net;
using VideoGen.AppHost.Demo;

namespace VideoGen.AppHost.Tests;

public sealed class CommandLineTests
{
    RunSettings? _run;
    DemoSettings? _demo;

    [Fact]
    public async Task Run_WithoutOptions_ListensToThisMachineOnly()
    {
        await InvokeAsync();

        _run.Should().Be(new RunSettings(null, IPAddress.Loopback));
    }

    [Fact]
    public async Task Run_WithOptions_TakesThem()
    {
        await InvokeAsync("--port", "8080", "--listen", "0.0.0.0");

        _run.Should().Be(new RunSettings(8080, IPAddress.Any));
    }

    [Fact]
    public async Task Run_State_IsFoundFromTheWorkingFolder()
    {
        await InvokeAsync("--state", "other");

        _run!.State.Should().Be("/somewhere/other");
    }

    [Fact]
    public async Task Run_Simulate_TakesSeveralProviders()
    {
        await InvokeAsync("--simulate", "luma,heygen");

        _run!.Simulate.Should().Be("luma,heygen");
    }

    [Fact]
    public async Task Demo_Simulate_FilmsWithThoseProviders()
    {
        await InvokeAsync("demo", "--simulate", "runway");

        _demo!.Providers.Should().Equal("runway");
    }

    [Fact]
    public async Task Demo_WithoutOptions_MakesTwentySecondsInEnglish()
    {
        await InvokeAsync("demo");

        _demo.Should().Be(new DemoSettings("en", "16:9", 20, "/checkout/out/demo.mp4", null));
    }

    [Fact]
    public async Task Demo_WithOptions_TakesThemAndFindsTheFileFromTheWorkingFolder()
    {
        await InvokeAsync("demo", "--language", "ko", "--ratio", "1:1", "--seconds", "120", "--out", "films/a.mp4", "--port", "9000");

        _demo.Should().Be(new DemoSettings("ko", "1:1", 120, "/somewhere/films/a.mp4", 9000));
    }

    [Theory]
    [InlineData("--port is a number from 1 to 65535.", "--port", "70000")]
    [InlineData("--port is a number from 1 to 65535.", "--port", "0")]
    [InlineData("--listen is an IP address", "--listen", "home")]
    [InlineData("--seconds is a number from 10 to 120.", "demo", "--seconds", "9")]
    [InlineData("--seconds is a number from 10 to 120.", "demo", "--seconds", "121")]
    [InlineData("'16:9'", "demo", "--ratio", "4:3")]
    [InlineData("'ko'", "demo", "--language", "fr")]
    [InlineData("--seconds is a number from 10 to 120.", "demo", "--seconds", "twenty")]
    [InlineData("--port is a number from 1 to 65535.", "--port", "seven")]
    [InlineData("--port", "demo", "--port")]
    [InlineData("--simulate names one or more of luma, luma_dream_machine, runway, heygen", "--simulate", "sora")]
    [InlineData("--simulate names one or more", "demo", "--simulate", ",")]
    [InlineData("dmeo", "dmeo")]
    public async Task Parse_WrongValue_SaysWhatIsRight(string advice, params string[] arguments)
    {
        var errors = await InvokeAsync(arguments);

        errors.Should().Contain(advice);
        (_run, _demo).Should().Be((null, null), "nothing is started on a misunderstanding");
    }

    async Task<string> InvokeAsync(params string[] arguments)
    {
        var command = CommandLine.Create("/somewhere", "/checkout/out/demo.mp4",
            (settings, _) => Keep(_run = settings), (settings, _) => Keep(_demo = settings));
        var parsed = command.Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            await parsed.InvokeAsync();
        }

        return string.Join('\n', parsed.Errors.Select(error => error.Message));

        static Task<int> Keep(object _) => Task.FromResult(0);
    }
}
