namespace VideoGen.ProviderSimulator.Contracts.HeyGen;

/// <summary>The avatars and voices of the simulated account.</summary>
public static class HeyGenCatalog
{
    public const string Look = "look_demo_01", EnglishVoice = "voice_demo_en", KoreanVoice = "voice_demo_ko";

    internal static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/v3/avatars", () => Page(new JsonObject { ["id"] = "group_demo", ["name"] = "Demo", ["looks_count"] = 1 }));
        routes.MapGet("/v3/avatars/looks", ()
            => Page(new JsonObject { ["id"] = Look, ["name"] = "Demo look", ["group_id"] = "group_demo" }));
        routes.MapGet("/v3/voices", () => Page(
            new JsonObject { ["voice_id"] = EnglishVoice, ["language"] = "English" },
                new JsonObject { ["voice_id"] = KoreanVoice, ["language"] = "Korean" }));
    }

    /// <summary>The group's id is no look, and says so as an unknown one does.</summary>
    internal static void CheckAvatar(string id)
    {
        if (id != Look)
        {
            throw NotFound("avatar_not_found", $"Avatar look '{id}' not found.", "avatar_id");
        }
    }

    internal static void CheckVoice(string id)
    {
        if (id is not (EnglishVoice or KoreanVoice))
        {
            throw NotFound("voice_not_found", $"Voice '{id}' not found.", "voice_id");
        }
    }

    static RefusedException NotFound(string code, string message, string field)
        => new(new Refusal(RefusalKind.NotFound, message, field, Code: code));

    static IResult Page(params JsonNode[] items)
        => Results.Json(new JsonObject { ["data"] = new JsonArray([.. items]), ["has_more"] = false, ["next_token"] = null });
}
