using VideoGen.Domain;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Infrastructure.Providers;

/// <summary>What is sent to <c>POST /v3/videos</c>; HeyGen refuses fields that it does not know.</summary>
internal sealed class HeyGenRequests(HeyGenOptions options)
{
    /// <summary>The models as the settings make them: who speaks, in which voices and on what is part of a clip.</summary>
    public static IReadOnlyList<ProviderModel> Models(HeyGenOptions options)
    {
        var voices = options.VoiceIds.OrderBy(voice => voice.Key, StringComparer.Ordinal).Select(voice => $"{voice.Key}={voice.Value}");
        string[] seen = [options.Type, options.AvatarId ?? "", .. voices];
        return [.. options.OfferedModels
            .OrderByDescending(model => model.Id == options.Engine)
            .Select(model => model with
            {
                SpeaksNarration = true,
                Languages = [.. options.VoiceIds.Keys.Select(Spelling.Parse<Language>)],
                Variant = string.Join('|', seen),
            })];
    }

    /// <param name="background">A link to the scene's still; <see langword="null"/> when HeyGen cannot reach it.</param>
    public object Create(RenderJob job, Order order, string? background)
    {
        var (resolution, ratio) = (Spelling.Of(order.Resolution), Spelling.Of(job.Brief.Still.Size.AspectRatio));
        var (voice, engine) = (options.VoiceIds[Spelling.Of(job.Brief.Still.Language)], new { Type = order.Model.Id });
        var color = job.Brief.Still.Colors.Primary;
        // The token makes the job findable by its title, and comes back in webhooks.
        var title = $"Scene {job.Scene} {job.Token}";
        if (options.Type == HeyGenOptions.Avatar)
        {
            object behind = background is null ? new { Type = "color", Value = color } : new { Type = "image", Url = background };
            return new
            {
                Type = "avatar",
                options.AvatarId,
                VoiceId = voice,
                Script = job.Brief.Narration,
                Title = title,
                Resolution = resolution,
                AspectRatio = ratio,
                Engine = engine,
                Background = behind,
                CallbackId = job.Token,
            };
        }

        // A scene of a composition takes a colour and no picture behind its avatar.
        var speaker = new
        {
            Type = "avatar",
            options.AvatarId,
            VoiceId = voice,
            Script = job.Brief.Narration,
            Engine = engine,
            Background = new { Type = "color", Color = color },
        };
        return new
        {
            Type = "studio",
            Title = title,
            Resolution = resolution,
            AspectRatio = ratio,
            Scenes = new[] { new { Type = "avatar_video", Input = speaker } },
            CallbackId = job.Token,
        };
    }
}
