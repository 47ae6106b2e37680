using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions;

/// <summary>A reference as the API shows it: the analysis, how it came about and what was measured.</summary>
static class ReferenceView
{
    public static JsonObject Of(StoredReference reference, Func<string, string> link)
    {
        var view = reference.Content is { } analysis ? Json(analysis).AsObject() : NotYet(reference.Title);
        view["status"] = Json(reference.Status);
        view["percent"] = reference.Status == ReferenceStatus.Ready ? 100 : (int)(reference.Progress * 100);
        view["source"] = reference.Source;
        view["failure"] = reference.Failure is { } failure ? Json(failure) : null;
        view["measurement"] = reference.Measurement is { } measurement ? Measurement(measurement, link) : null;
        view["provenance"] = reference.Provenance is { } provenance ? Json(provenance) : null;
        return view;
    }

    /// <summary>The same fields without values, so that readers need not ask which are there.</summary>
    static JsonObject NotYet(string title) => new()
    {
        ["title"] = title,
        ["duration_seconds"] = null,
        ["hook_style"] = null,
        ["average_shot_seconds"] = null,
        ["visual_style"] = Json(new VisualStyle("", "", [])),
        ["segments"] = new JsonArray(),
    };

    /// <summary>Key frames are shown by links, which expire.</summary>
    static JsonObject Measurement(ReferenceMeasurement measurement, Func<string, string> link)
    {
        var view = Json(measurement).AsObject();
        foreach (var shot in view["shots"]!.AsArray().OfType<JsonObject>())
        {
            shot["key_frame_url"] = shot["key_frame"]?.GetValue<string>() is { } key ? link(key) : null;
            shot.Remove("key_frame");
        }

        return view;
    }

    static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, DomainJson.Options)!;
}
