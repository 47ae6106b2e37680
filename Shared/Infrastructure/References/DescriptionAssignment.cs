using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.References;

/// <summary>A measured reference to be described by who sees its key frames.</summary>
/// <param name="measured">The analysis by rules; its segments are what is described.</param>
/// <param name="pictures">Those of <paramref name="frames"/>, in the same order.</param>
internal sealed class DescriptionAssignment(
    ReferenceAnalysis measured, IReadOnlyList<SeenFrame> frames, IReadOnlyList<PictureFile> pictures)
    : Assignment<ReferenceDescription>(ModelCallKind.Reference, TheOnly, Describe.Version)
{
    public const int LongestSummary = 240;
    const int LongestStyle = 80;
    const int LongestKeyword = 40;

    /// <summary>A reference is described once.</summary>
    const string TheOnly = "describe";

    static readonly Prompt Describe = Prompt.Load("describe");

    protected override JsonNode Schema => Schemas.Description;

    protected override string Instructions => Describe.Text;

    protected override IReadOnlyList<PictureFile> Pictures => pictures;

    protected override object Given => new
    {
        measured.Title,
        Work = new
        {
            Segments = measured.Segments.Select((segment, i) => new
            {
                Segment = i + 1,
                StartSeconds = Math.Round(segment.StartSeconds, 1),
                EndSeconds = Math.Round(segment.EndSeconds, 1),
                UsualRole = segment.Role,
                Measured = segment.Summary,
                segment.Movement,
                segment.Transition,
            }),
            Pictures = frames.Select((frame, i) => new
            {
                Picture = i + 1,
                Segment = frame.Segment + 1,
                ShotStartSeconds = Math.Round(frame.Shot.StartSeconds, 1),
                ShotEndSeconds = Math.Round(frame.Shot.EndSeconds, 1),
            }),
            AverageShotSeconds = Math.Round(measured.AverageShotSeconds, 1),
        },
    };

    protected override Reading<ReferenceDescription> Read(JsonElement answer)
    {
        var faults = new List<string>();
        if (!TryWord<HookStyle>(answer, "hook_style", out var hook))
        {
            faults.Add("hook_style is a word of the schema.");
        }

        var style = answer.Field("visual_style");
        var look = new VisualStyle(
            Line(style.Text("lighting"), "visual_style.lighting", LongestStyle, faults),
            Line(style.Text("mood"), "visual_style.mood", LongestStyle, faults),
            [.. style.Items("keywords").Select(word => Line(word.Text(), "visual_style.keywords", LongestKeyword, faults))]);
        if (look.Keywords.Count is 0 or > 6)
        {
            faults.Add($"visual_style.keywords has {look.Keywords.Count} words; it has 1 to 6.");
        }

        var beats = answer.Items("beats").Select((beat, i) => Beat(beat, i, faults)).ToList();
        if (beats.Count != measured.Segments.Count)
        {
            faults.Add($"There are {beats.Count} beats; there are {measured.Segments.Count} segments.");
        }
        else if (beats[0].Role != SegmentRole.Hook || beats.Count > 1 && beats[^1].Role != SegmentRole.CallToAction)
        {
            faults.Add("The first beat's role is hook, and of several the last one's is call_to_action.");
        }

        return new(faults.Count == 0 ? new(hook, look, beats) : null, faults);
    }

    static ReferenceBeat Beat(JsonElement beat, int i, List<string> faults)
    {
        if (beat.Number("segment") != i + 1)
        {
            faults.Add($"Beat {i + 1} is not that of segment {i + 1}.");
        }

        if (!TryWord<SegmentRole>(beat, "role", out var role) | !TryWord<ShotSize>(beat, "shot_size", out var size))
        {
            faults.Add($"Beat {i + 1}: role and shot_size are words of the schema.");
        }

        return new(role, size, Line(beat.Text("summary"), $"Beat {i + 1}: summary", LongestSummary, faults));
    }

    static string Line(string? text, string what, int longest, List<string> faults)
    {
        var line = Words.OneLine(text);
        if (line.Length < 2 || line.Length > longest)
        {
            faults.Add($"{what} has {line.Length} characters; it has 2 to {longest}.");
        }

        faults.AddRange(Links.Of(line).Select(address => $"{what} has \"{address}\", an address."));
        return line;
    }
}
