using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.App.Tests.Contract;

/// <summary>What the contract lists is what the code can say.</summary>
public sealed class VocabularyTests(SharedApp fixture)
{
    static readonly (string Place, IEnumerable<string> Words)[] Lists =
    [
        ("Language", Of<Language>()), ("AspectRatio", Of<AspectRatio>()), ("Resolution", Of<Resolution>()), ("ReviewPoint", Of<ReviewPoint>()),
        ("SegmentRole", Of<SegmentRole>()), ("HookStyle", Of<HookStyle>()), ("ShotSize", Of<ShotSize>()), ("CameraMovement", Of<CameraMovement>()),
        ("CameraAngle", Of<CameraAngle>()), ("Transition", Of<Transition>()), ("VideoStatus", Of<VideoStatus>()), ("Scope", Of<Scope>()),
        ("Scene.waiting_for", Of<SceneWait>()),
        ("Progress.waiting_for", ["start", "script_review", "storyboard_review", .. Of<SceneWait>()]),
        ("Fallback.code", Of<FallbackCode>()), ("RenderObstacle.code", Of<ObstacleCode>()), ("Finding.severity", Of<FindingSeverity>()),
        ("Revision.origin", Of<RevisionOrigin>()), ("RevisionEntry.origin", Of<RevisionOrigin>()), ("SceneChange.change", Of<ChangeKind>()),
        ("Regeneration.keep", Of<Keep>()), ("Reference.status", Of<ReferenceStatus>()), ("UploadInput.kind", Of<UploadKind>()),
        ("Model.image_input", Of<ImageInput>()),
    ];

    [Fact]
    public async Task Lists_OfTheContract_AreTheWordsOfTheCode()
    {
        var schemas = (await fixture.Api.GetAsync("api/openapi.json")).Body!["components"]!["schemas"]!;

        Lists.ToDictionary(one => one.Place, one => Listed(schemas, one.Place.Split('.')))
            .Should().BeEquivalentTo(Lists.ToDictionary(one => one.Place, one => one.Words));
    }

    static IEnumerable<string> Listed(JsonNode schemas, string[] place)
    {
        var schema = place.Length == 1 ? schemas[place[0]] : schemas[place[0]]!["properties"]![place[1]];
        return schema!["enum"]!.AsArray().Where(word => word is not null).Select(word => word!.GetValue<string>());
    }

    static IEnumerable<string> Of<T>() where T : struct, Enum => Enum.GetValues<T>().Select(Spelling.Of);
}
