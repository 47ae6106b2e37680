using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace VideoGen.LocalRuntime.Host;

/// <summary>Reads a request's body for a <c>[FromBody]</c> parameter, with MVC's JSON settings.</summary>
internal static class JsonBody
{
    /// <exception cref="InvalidOperationException">No body, another media type, or JSON that does not fit.</exception>
    public static async ValueTask<object?> ReadAsync(InvocationContext context, Type type)
    {
        var http = (HttpContext)context.Trigger!;
        if (!http.Request.HasJsonContentType())
        {
            throw new InvalidOperationException($"Unsupported content type '{http.Request.ContentType}'.");
        }

        var options = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
        try
        {
            return await http.Request.ReadFromJsonAsync(type, options, http.RequestAborted)
                ?? throw new InvalidOperationException("A non-empty request body is required.");
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(exception.Message, exception);
        }
    }
}
