using System.Globalization;

namespace VideoGen.Domain;

/// <summary>What must hold for every script and storyboard, whoever wrote it.</summary>
public static class SceneRules
{
    public const int MostScenes = 40;
    public const double ShortestSceneSeconds = 1;
    public const double LongestSceneSeconds = 15;
    public const int LongestNarration = 400;
    public const int LongestOnScreenText = 80;
    public const int LongestVisualPrompt = 1000;
    public const int LongestTitle = 120;

    /// <returns>All that is wrong, in the order of the fields; empty when the script may be used.</returns>
    public static IReadOnlyList<FieldError> Check(Script script, int durationSeconds)
    {
        var errors = new List<FieldError>();
        CheckText(errors, "title", script.Title, 1, LongestTitle);
        CheckScenes(errors, script.Scenes, scene => scene.Number, scene => scene.DurationSeconds, durationSeconds);
        for (var i = 0; i < script.Scenes.Count; i++)
        {
            CheckWords(errors, i, script.Scenes[i].Narration, script.Scenes[i].OnScreenText);
        }

        return errors;
    }

    /// <inheritdoc cref="Check(Script, int)"/>
    public static IReadOnlyList<FieldError> Check(Storyboard storyboard, int durationSeconds)
    {
        var errors = new List<FieldError>();
        CheckScenes(errors, storyboard.Scenes, scene => scene.Number, scene => scene.DurationSeconds, durationSeconds);
        for (var i = 0; i < storyboard.Scenes.Count; i++)
        {
            CheckWords(errors, i, storyboard.Scenes[i].Narration, storyboard.Scenes[i].OnScreenText);
            CheckText(errors, $"scenes[{i}].visual_prompt", storyboard.Scenes[i].VisualPrompt, 3, LongestVisualPrompt);
        }

        return errors;
    }

    static void CheckScenes<T>(
        List<FieldError> errors, IReadOnlyList<T> scenes, Func<T, int> numberOf, Func<T, double> secondsOf, int durationSeconds)
    {
        if (scenes.Count is 0 or > MostScenes)
        {
            errors.Add(new("scenes", $"Give 1 to {MostScenes} scenes; there are {scenes.Count}."));
            return;
        }

        for (var i = 0; i < scenes.Count; i++)
        {
            if (numberOf(scenes[i]) != i + 1)
            {
                errors.Add(new($"scenes[{i}].number", $"Scenes are numbered from 1 without gaps; this one is {i + 1}."));
            }

            var seconds = secondsOf(scenes[i]);
            if (seconds is < ShortestSceneSeconds or > LongestSceneSeconds || Math.Abs(seconds * 10 - Math.Round(seconds * 10)) > 1e-6)
            {
                errors.Add(new($"scenes[{i}].duration_seconds",
                    $"A scene lasts {ShortestSceneSeconds} to {LongestSceneSeconds} seconds, in tenths of a second."));
            }
        }

        var total = scenes.Sum(secondsOf);
        if (Math.Abs(total - durationSeconds) > 0.05)
        {
            errors.Add(new("scenes", string.Create(CultureInfo.InvariantCulture,
                $"The scenes last {total:0.0} s together; the video was asked for at {durationSeconds} s. Lengthen or shorten scenes by {Math.Abs(total - durationSeconds):0.0} s.")));
        }
    }

    static void CheckWords(List<FieldError> errors, int index, string narration, string onScreenText)
    {
        CheckText(errors, $"scenes[{index}].narration", narration, 0, LongestNarration);
        CheckText(errors, $"scenes[{index}].on_screen_text", onScreenText, 0, LongestOnScreenText);
    }

    static void CheckText(List<FieldError> errors, string field, string text, int shortest, int longest)
    {
        if (TextRules.Check(field, text, shortest, longest) is { } error)
        {
            errors.Add(error);
        }
    }
}
