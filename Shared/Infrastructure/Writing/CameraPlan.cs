using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

internal sealed record Camera(ShotSize Shot, CameraMovement Movement, CameraAngle Angle, Transition Transition);

/// <summary>How each scene is filmed: as in the reference where it can be, and otherwise so that no two neighbours look alike.</summary>
internal static class CameraPlan
{
    static readonly CameraMovement[] Movements =
    [
        CameraMovement.PushIn, CameraMovement.PanRight, CameraMovement.Static,
        CameraMovement.PullOut, CameraMovement.TiltUp, CameraMovement.PanLeft, CameraMovement.TiltDown,
    ];

    public static IReadOnlyList<Camera> For(IReadOnlyList<ScriptScene> scenes, ReferenceAnalysis? reference)
    {
        var segments = SegmentsOf(scenes, reference);
        // A part of the reference that became several scenes lends its camera to the first of them and its transition to the last.
        var leads = segments
            .Select((segment, i) => segment is not null && (i == 0 || segments[i - 1] != segment) ? segment : null)
            .ToArray();
        var closes = segments
            .Select((segment, i) => segment is not null && (i == segments.Length - 1 || segments[i + 1] != segment) ? segment : null)
            .ToArray();

        var shots = Vary(leads.Select(lead => lead?.ShotSize).ToArray(), i => ShotsFor(scenes[i].Role));
        var movements = Vary(leads.Select(lead => lead?.Movement).ToArray(), i => [.. Movements.Skip(i % Movements.Length), .. Movements]);
        var angles = Vary(new CameraAngle?[scenes.Count], i => AnglesFor(scenes[i].Role));
        var transitions = Transitions(scenes, closes, segments.All(segment => segment is null));
        return [.. scenes.Select((_, i) => new Camera(shots[i], movements[i], angles[i], transitions[i]))];
    }

    /// <returns>For each scene the segment of its role that lies nearest at the same point of the video, if there is one.</returns>
    static ReferenceSegment?[] SegmentsOf(IReadOnlyList<ScriptScene> scenes, ReferenceAnalysis? reference)
    {
        var found = new ReferenceSegment?[scenes.Count];
        var total = scenes.Sum(scene => scene.DurationSeconds);
        var start = 0.0;
        for (var i = 0; i < found.Length; i++)
        {
            var middle = (start + scenes[i].DurationSeconds / 2) / total * (reference?.DurationSeconds ?? 0);
            found[i] = reference?.Segments
                .Where(segment => segment.Role == scenes[i].Role)
                .MinBy(segment => Math.Abs((segment.StartSeconds + segment.EndSeconds) / 2 - middle));
            start += scenes[i].DurationSeconds;
        }

        return found;
    }

    /// <summary>Keeps what is given and fills the gaps with the first choice that neither neighbour has.</summary>
    static T[] Vary<T>(T?[] given, Func<int, IReadOnlyList<T>> choicesFor) where T : struct, Enum
    {
        var all = new T[given.Length];
        for (var i = 0; i < all.Length; i++)
        {
            var taken = new List<T>();
            if (i > 0)
            {
                taken.Add(all[i - 1]);
            }

            if (i + 1 < all.Length && given[i + 1] is { } next)
            {
                taken.Add(next);
            }

            all[i] = given[i] ?? choicesFor(i).First(choice => !taken.Contains(choice));
        }

        return all;
    }

    static Transition[] Transitions(IReadOnlyList<ScriptScene> scenes, ReferenceSegment?[] closes, bool free)
    {
        var transitions = new Transition[scenes.Count];
        // Wipes and slides draw attention to themselves: one in six scenes at most, and never two in a row.
        var showy = Math.Max(1, scenes.Count / 6);
        for (var i = 0; i < transitions.Length; i++)
        {
            var wanted = closes[i]?.Transition
                ?? (free && i + 1 < scenes.Count ? Between(scenes[i].Role, scenes[i + 1].Role) : Transition.Cut);
            var isShowy = wanted is Transition.Wipe or Transition.Slide;
            if (isShowy && (showy == 0 || i > 0 && transitions[i - 1] is Transition.Wipe or Transition.Slide))
            {
                (wanted, isShowy) = (Transition.Cut, false);
            }

            showy -= isShowy ? 1 : 0;
            transitions[i] = wanted;
        }

        if (transitions.Length > 0)
        {
            transitions[^1] = Transition.FadeThroughBlack;
        }

        return transitions;
    }

    // A dissolve is a breath: before the product comes in, and before the viewer is asked for something.
    static Transition Between(SegmentRole role, SegmentRole next) => role == next
        ? Transition.Cut
        : next is SegmentRole.Solution or SegmentRole.CallToAction ? Transition.Dissolve : Transition.Cut;

    // Four each, so that one is always left beside two neighbours.
    static ShotSize[] ShotsFor(SegmentRole role) => role switch
    {
        SegmentRole.Hook => [ShotSize.CloseUp, ShotSize.ExtremeCloseUp, ShotSize.Medium, ShotSize.Wide],
        SegmentRole.Problem => [ShotSize.Medium, ShotSize.CloseUp, ShotSize.Full, ShotSize.Wide],
        SegmentRole.Solution => [ShotSize.Full, ShotSize.CloseUp, ShotSize.Medium, ShotSize.Wide],
        SegmentRole.Benefit => [ShotSize.CloseUp, ShotSize.Medium, ShotSize.ExtremeCloseUp, ShotSize.Full],
        SegmentRole.Proof => [ShotSize.ExtremeCloseUp, ShotSize.Medium, ShotSize.CloseUp, ShotSize.Full],
        _ => [ShotSize.Medium, ShotSize.Full, ShotSize.CloseUp, ShotSize.Wide],
    };

    static CameraAngle[] AnglesFor(SegmentRole role) => role switch
    {
        SegmentRole.Problem => [CameraAngle.HighAngle, CameraAngle.EyeLevel, CameraAngle.Dutch],
        SegmentRole.Solution or SegmentRole.CallToAction => [CameraAngle.LowAngle, CameraAngle.EyeLevel, CameraAngle.HighAngle],
        SegmentRole.Benefit or SegmentRole.Proof => [CameraAngle.Overhead, CameraAngle.EyeLevel, CameraAngle.HighAngle],
        _ => [CameraAngle.EyeLevel, CameraAngle.HighAngle, CameraAngle.LowAngle],
    };
}
