using System.Diagnostics;

namespace VideoGen.Testing;

/// <param name="Endpoint">For example <c>http://127.0.0.1:9000</c>.</param>
/// <param name="AccessKey">Of a user who may create buckets.</param>
/// <param name="SecretKey">Its secret.</param>
public sealed record S3Server(string Endpoint, string AccessKey, string SecretKey);

/// <summary>
/// A real S3 server that all test processes share: the one of <c>VIDEOGEN_TEST_S3_ENDPOINT</c>, <c>_ACCESS_KEY</c> and <c>_SECRET_KEY</c>
/// (MinIO, AWS or another), otherwise radosgw on this machine, which is left running for the next (<c>radosgw.sh stop</c> ends it).
/// </summary>
public static class RadosGateway
{
    static readonly Lazy<Task<S3Server>> Server = new(() => Configured() is { } server ? Task.FromResult(server) : StartAsync());

    /// <exception cref="InvalidOperationException">There is no server; the message says how to give one.</exception>
    public static Task<S3Server> ServerAsync() => Server.Value;

    static S3Server? Configured()
        => Environment.GetEnvironmentVariable("VIDEOGEN_TEST_S3_ENDPOINT") is { Length: > 0 } endpoint
            ? new(endpoint, Required("VIDEOGEN_TEST_S3_ACCESS_KEY"), Required("VIDEOGEN_TEST_S3_SECRET_KEY"))
            : null;

    static string Required(string name)
        => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"VIDEOGEN_TEST_S3_ENDPOINT is set, so {name} must be too.");

    static async Task<S3Server> StartAsync()
    {
        var script = Path.Combine(AppContext.BaseDirectory, "radosgw.sh");
        var start = new ProcessStartInfo("bash", [script, "start"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && output.Trim().Split(' ') is [var endpoint, var accessKey, var secretKey]
            ? new(endpoint, accessKey, secretKey)
            : throw new InvalidOperationException(
                $"The tests of the S3 store need an S3 server, and radosgw could not be started: {(await errors).Trim()} "
                + "Name another server in VIDEOGEN_TEST_S3_ENDPOINT, VIDEOGEN_TEST_S3_ACCESS_KEY and VIDEOGEN_TEST_S3_SECRET_KEY.");
    }
}
