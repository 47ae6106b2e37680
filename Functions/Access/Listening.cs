using Microsoft.Extensions.Configuration;

namespace VideoGen.Functions.Access;

static class Listening
{
    /// <summary>Whether every address that the settings name is this machine's own; with none of them it is, too.</summary>
    public static bool IsLoopbackOnly(IConfiguration configuration)
    {
        var urls = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "");
        // Ports alone mean all addresses.
        string[] ports = [configuration["http_ports"] ?? "", configuration["https_ports"] ?? ""];
        return (urls.Length > 0 || ports.All(port => port.Length == 0))
            && urls.Concat(endpoints).All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback);
    }
}
