using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Contracts.HeyGen;

/// <summary>Reads the body of <c>POST /v3/videos</c>: an avatar, a photo, or a composition whose scenes are avatars.</summary>
sealed class HeyGenBody(Pictures pictures)
{
    const int LongestScript = 5000, MostScenes = 50;

    public async Task<Order> ReadAsync(HttpRequest request, string provider)
    {
        var body = await Fields.ReadAsync(request);
        var type = body.RequiredOneOf("type", "avatar", "image", "studio");
        var (resolution, ratio) = (body.OneOf("resolution", "4k", "1080p", "720p") ?? "1080p", Ratio(body));
        body.OneOf("output_format", "mp4");
        body.Ignore("folder_id", "caption", "fit");
        var (title, callbackUrl, callbackId) = (body.Text("title"), body.Text("callback_url"), body.Text("callback_id"));
        var speech = type == "studio" ? await StudioAsync(body) : await SpeakerAsync(body, type, colorName: "value");
        body.End();

        var shortSide = resolution switch { "4k" => 2160, "1080p" => 1080, _ => 720 };
        var clip = ClipSpec.Of(shortSide, ratio, speech.Seconds, speech.Picture, hasSound: true);
        var usd = Math.Round(Prices.HeyGenSecond(type, speech.Engine, resolution) * (decimal)speech.Seconds, 4,
            MidpointRounding.ToPositiveInfinity);
        return new Order(provider, speech.Engine, speech.Script, clip, usd, title, callbackUrl, CallbackId: callbackId);
    }

    static string Ratio(Fields body)
        => body.OneOf("aspect_ratio", "16:9", "9:16", "4:5", "5:4", "1:1", "auto") is { } ratio and not "auto" ? ratio : "16:9";

    async Task<Speech> StudioAsync(Fields body)
    {
        if (body.Objects("scenes") is not { Count: >= 1 and <= MostScenes } scenes)
        {
            throw RefusedException.Invalid("scenes", $"scenes: 1 to {MostScenes} of them.");
        }

        Speech? whole = null;
        foreach (var scene in scenes)
        {
            scene.RequiredOneOf("type", "avatar_video");
            var input = scene.Object("input")
                ?? throw RefusedException.Invalid(scene.Path("input"), $"{scene.Path("input")}: Field required");
            input.RequiredOneOf("type", "avatar");
            var speech = await SpeakerAsync(input, "avatar", colorName: "color");
            input.End();
            scene.End();
            whole = whole is null ? speech
                : whole with { Script = $"{whole.Script} {speech.Script}", Seconds = whole.Seconds + speech.Seconds };
        }

        return whole!;
    }

    async Task<Speech> SpeakerAsync(Fields body, string type, string colorName)
    {
        byte[]? picture = null;
        if (type == "avatar")
        {
            HeyGenCatalog.CheckAvatar(body.RequiredText("avatar_id"));
        }
        else
        {
            var image = body.Object("image") ?? throw RefusedException.Invalid("image", "image: Field required");
            image.RequiredOneOf("type", "url");
            picture = await pictures.FetchAsync(image.RequiredText("url"), image.Path("url"));
            image.End();
        }

        HeyGenCatalog.CheckVoice(body.RequiredText("voice_id"));
        var script = body.RequiredText("script", LongestScript);
        var voice = body.Object("voice_settings");
        voice?.Number("speed", 0.5, 1.5);
        voice?.Number("pitch", -50, 50);
        voice?.Number("volume", 0, 1);
        voice?.Ignore("locale");
        voice?.End();
        var engine = body.Object("engine");
        var engineName = engine?.RequiredOneOf("type", "avatar_iii", "avatar_iv", "avatar_v") ?? "avatar_iv";
        engine?.End();
        body.Flag("remove_background");
        body.Ignore("motion_prompt", "expressiveness");
        picture ??= await BackgroundAsync(body.Object("background"), colorName);
        return new Speech(script, Speaking.Seconds(script), engineName, picture);
    }

    async Task<byte[]?> BackgroundAsync(Fields? background, string colorName)
    {
        if (background is null)
        {
            return null;
        }

        byte[]? picture = null;
        if (background.RequiredOneOf("type", "color", "image") == "image")
        {
            picture = await pictures.FetchAsync(background.RequiredText("url"), background.Path("url"));
            if (!Pictures.IsPicture(picture))
            {
                throw RefusedException.Invalid(background.Path("url"), "The background is no picture.");
            }
        }
        else
        {
            background.RequiredText(colorName);
        }

        background.End();
        return picture;
    }

    sealed record Speech(string Script, double Seconds, string Engine, byte[]? Picture);
}
