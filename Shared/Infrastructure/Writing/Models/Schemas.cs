using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Writing;

/// <summary>The JSON Schemas that models answer by; their words are those of the domain.</summary>
internal static class Schemas
{
    public static JsonNode Script { get; } = Object(
        ("title", Type("string")),
        ("scenes", List(Object(
            ("number", Type("integer")),
            ("role", WordOf<SegmentRole>()),
            ("duration_seconds", Type("number")),
            ("narration", Type("string")),
            ("on_screen_text", Type("string")),
            ("facts", List(Type("integer")))))));

    public static JsonNode Storyboard { get; } = Object(
        ("scenes", List(Object(
            ("number", Type("integer")),
            ("visual_prompt", Type("string")),
            ("shot_size", WordOf<ShotSize>()),
            ("camera_movement", WordOf<CameraMovement>()),
            ("camera_angle", WordOf<CameraAngle>()),
            ("transition", WordOf<Transition>())))));

    public static JsonNode Description { get; } = Object(
        ("hook_style", WordOf<HookStyle>()),
        ("visual_style", Object(("lighting", Type("string")), ("mood", Type("string")), ("keywords", List(Type("string"))))),
        ("beats", List(Object(
            ("segment", Type("integer")),
            ("role", WordOf<SegmentRole>()),
            ("shot_size", WordOf<ShotSize>()),
            ("summary", Type("string"))))));

    static JsonObject Type(string name) => new() { ["type"] = name };

    static JsonObject List(JsonNode items) => new() { ["type"] = "array", ["items"] = items };

    static JsonObject WordOf<T>() where T : struct, Enum
        => new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetValues<T>().Select(value => JsonValue.Create(Spelling.Of(value)))]) };

    /// <summary>All fields are required and no others allowed, as services ask that hold answers to their schema.</summary>
    static JsonObject Object(params (string Name, JsonNode Schema)[] fields) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema))),
        ["required"] = new JsonArray([.. fields.Select(field => JsonValue.Create(field.Name))]),
        ["additionalProperties"] = false,
    };
}
