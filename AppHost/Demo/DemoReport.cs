using System.Diagnostics;
using System.Globalization;

namespace VideoGen.AppHost.Demo;

/// <summary>What the person who runs the demo reads.</summary>
public sealed class DemoReport(TextWriter output)
{
    readonly Stopwatch _watch = Stopwatch.StartNew();
    string _last = "";

    public void Ordered(Video video, DemoSettings settings)
        => output.WriteLine($"Video {video.Id}: {settings.Seconds} s, {settings.Ratio}, "
            + $"{(settings.Language == "ko" ? "Korean" : "English")}");

    /// <summary>Prints a line when anything has moved.</summary>
    /// <returns>Whether anything has.</returns>
    public bool Progress(Video video)
    {
        var progress = video.Progress;
        var place = progress is { Scene: { } number, SceneCount: { } count } ? $"scene {number} of {count}" : "";
        // The message often names the scene itself.
        var scene = place.Length == 0 || progress.Message?.Contains(place, StringComparison.Ordinal) == true ? "" : $", {place}";
        var message = string.IsNullOrEmpty(progress.Message) ? "" : $": {progress.Message}";
        var line = string.Create(CultureInfo.InvariantCulture,
            $"{progress.Percent,3:0} %  {video.Status.Replace('_', ' ')}{scene}{message}");
        if (line == _last)
        {
            return false;
        }

        _last = line;
        output.WriteLine($"  {_watch.Elapsed:mm\\:ss}  {line}");
        return true;
    }

    public void Review(Video video, Revised<Storyboard> storyboard, Quote quote)
    {
        if (video.Script is { } script)
        {
            output.WriteLine();
            output.WriteLine($"Script \"{script.Content.Title}\"{By(script.Provenance)}");
            foreach (var scene in script.Content.Scenes)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {scene.Number,2}. {scene.Role.Replace('_', ' ')}, {scene.DurationSeconds:0.#} s: {Short(scene.Narration)}"));
            }
        }

        output.WriteLine();
        output.WriteLine($"Storyboard, revision {storyboard.Revision}{By(storyboard.Provenance)}; rendering it costs {quote.TotalUsd} USD");
        foreach (var scene in storyboard.Content.Scenes)
        {
            var camera = $"{scene.ShotSize}, {scene.CameraMovement}, then {scene.Transition}".Replace('_', ' ');
            output.WriteLine($"  {scene.Number,2}. {camera}: {Short(scene.VisualPrompt)}");
        }

        foreach (var painted in (video.Scenes ?? []).Where(scene => scene.Still is not null).GroupBy(scene => (scene.Still!.Painter, scene.Still.Model)))
        {
            var cost = painted.Sum(scene => decimal.Parse(scene.Still!.CostUsd, CultureInfo.InvariantCulture));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {painted.Count()} stills painted by {painted.Key.Painter} ({painted.Key.Model}), {cost:0.00##} USD"));
        }

        output.WriteLine();
    }

    static string By(Provenance? by) => by is null ? "" : string.Create(CultureInfo.InvariantCulture,
        $", by {by.Writer} ({by.Model}), {by.InputTokens} tokens in and {by.OutputTokens} out, {by.CostUsd} USD")
        + (by.FallbackReason is { } reason ? $"; it came to that because {reason}" : "");

    public void Approved(int revision, string limitUsd) => output.WriteLine($"Approved revision {revision} for at most {limitUsd} USD in all.");

    public void Finished(Video video, string file)
    {
        var result = video.Result!;
        var (minutes, seconds) = ((int)_watch.Elapsed.TotalMinutes, _watch.Elapsed.Seconds);
        output.WriteLine();
        output.WriteLine($"Done: {file}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {result.DurationSeconds:0.0} s, {result.Width}x{result.Height} {result.VideoCodec}, {result.SizeBytes / 1e6:0.0} MB"));
        output.WriteLine($"  cost {video.CostUsd} USD; took {minutes} min {seconds} s");
    }

    /// <summary>Sets what the simulated providers charged meanwhile beside what the app says that the video cost.</summary>
    /// <returns>Whether they agree to the cent.</returns>
    public bool Compare(Accounts before, Accounts after, Video video)
    {
        var (jobs, billed) = (after.Bill.Jobs - before.Bill.Jobs, after.Bill.NetUsd - before.Bill.NetUsd);
        var cost = decimal.Parse(video.CostUsd, CultureInfo.InvariantCulture);
        var used = after.UsageUsd - before.UsageUsd;
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  The simulator's bill     {billed,8:0.00##} USD for {jobs} jobs"));
        var requests = after.Bill.Requests - before.Bill.Requests;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  Requests to its APIs     {requests,8}, {(double)requests / Math.Max(1, jobs):0.0} for each job"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  The app: this video      {cost,8:0.00##} USD"));
        if (used is not null)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  The app: usage meanwhile {used,8:0.00##} USD"));
        }

        var agrees = IsSame(billed, cost) && (used is null || IsSame(billed, used.Value));
        output.WriteLine(agrees ? "  They agree to the cent." : "  THEY DIFFER.");
        return agrees;

        static bool IsSame(decimal one, decimal other) => Math.Abs(one - other) < 0.01m;
    }

    /// <summary>How a video came to its bad end.</summary>
    public static string Describe(Video video)
    {
        if (video.Failure is not { } failure)
        {
            return $"Video {video.Id} was {video.Status}.";
        }

        var scene = failure.Scene is { } number ? $", scene {number}" : "";
        var detail = string.IsNullOrEmpty(failure.Detail) ? "" : Environment.NewLine + failure.Detail.Trim();
        return $"Video {video.Id} {video.Status}{scene}: {failure.Message} ({failure.Code}){detail}";
    }

    static string Short(string text) => text.Length <= 90 ? text : text[..89].TrimEnd() + "…";
}
