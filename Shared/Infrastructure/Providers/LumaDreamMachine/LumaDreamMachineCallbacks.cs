using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace VideoGen.Infrastructure.Providers;

/// <summary>
/// Luma's callbacks to the address of one attempt. They are not signed: the attempt's token in the path, which only Luma was told, is
/// what makes them worth a look. Luma tries three times within a second, and only an answer of 200 counts.
/// </summary>
/// <remarks>docs.lumalabs.ai/changelog/callbacks-and-credits-balance</remarks>
internal sealed class LumaDreamMachineCallbacks : IProviderCallbacks
{
    const int TokenLength = 32;

    public string Provider => "luma_dream_machine";

    public CallbackHint? Read(string path, Func<string, StringValues> header, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        var token = path.Trim('/');
        if (token.Length != TokenLength || !token.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            var (id, state) = (document.RootElement.Text("id"), document.RootElement.Text("state"));
            return id is null || state is null ? null : new($"{token}:{id}:{state}", token, id);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
