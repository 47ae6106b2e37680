using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;

namespace VideoGen.LocalRuntime.Host.Management;

/// <summary>An instance as the management API shows it.</summary>
internal sealed record InstanceView(
    string Name,
    string InstanceId,
    string RuntimeStatus,
    JsonNode? Input,
    JsonNode? CustomStatus,
    JsonNode? Output,
    string CreatedTime,
    string LastUpdatedTime,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonArray? HistoryEvents)
{
    /// <param name="found">Fetched with its inputs and outputs.</param>
    /// <param name="showInput">Whether the input is shown.</param>
    /// <param name="history">Shown if given.</param>
    public static InstanceView Of(OrchestrationMetadata found, bool showInput, JsonArray? history = null) => new(
        found.Name,
        found.InstanceId,
        found.RuntimeStatus.ToString(),
        showInput ? Json(found.SerializedInput) : null,
        Json(found.SerializedCustomStatus),
        Json(found.SerializedOutput),
        Seconds(found.CreatedAt),
        Seconds(found.LastUpdatedAt),
        history);

    /// <summary>Output that is no JSON, such as that of a failed or terminated instance, is shown as text.</summary>
    public static JsonNode? Json(string? payload)
    {
        if (payload is null)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(payload);
        }
        catch (JsonException)
        {
            return JsonValue.Create(payload);
        }
    }

    static string Seconds(DateTimeOffset time) => time.UtcDateTime.ToString("s", CultureInfo.InvariantCulture) + "Z";
}
