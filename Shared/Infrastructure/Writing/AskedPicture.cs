using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// What can be understood of feedback on a picture without a model, in Korean and English: the camera's work and the transition.
/// </summary>
internal sealed partial record AskedPicture(
    ShotSize? Shot, int Nearer, CameraMovement? Movement, CameraAngle? Angle, Transition? Transition)
{
    static readonly (ShotSize, Regex)[] Shots =
    [
        (ShotSize.ExtremeCloseUp, ExtremeCloseUp()), (ShotSize.CloseUp, CloseUp()), (ShotSize.Medium, Medium()),
        (ShotSize.Full, Full()), (ShotSize.Wide, Wide()),
    ];

    static readonly (CameraMovement, Regex)[] Movements =
    [
        (CameraMovement.PushIn, PushIn()), (CameraMovement.PullOut, PullOut()), (CameraMovement.PanLeft, PanLeft()),
        (CameraMovement.PanRight, PanRight()), (CameraMovement.TiltUp, TiltUp()), (CameraMovement.TiltDown, TiltDown()),
        (CameraMovement.Static, Still()),
    ];

    static readonly (CameraAngle, Regex)[] Angles =
    [
        (CameraAngle.LowAngle, Low()), (CameraAngle.HighAngle, High()), (CameraAngle.Overhead, Overhead()),
        (CameraAngle.EyeLevel, EyeLevel()), (CameraAngle.Dutch, Dutch()),
    ];

    static readonly (Transition, Regex)[] Transitions =
    [
        (Domain.Transition.Dissolve, Dissolve()), (Domain.Transition.FadeThroughBlack, Fade()), (Domain.Transition.Wipe, Wipe()),
        (Domain.Transition.Slide, Slide()), (Domain.Transition.Cut, Cut()),
    ];

    public static AskedPicture Read(string feedback)
    {
        var shot = First(feedback, Shots);
        var nearer = shot is not null ? 0 : Closer().IsMatch(feedback) ? 1 : Farther().IsMatch(feedback) ? -1 : 0;
        return new(shot, nearer, First(feedback, Movements), First(feedback, Angles), First(feedback, Transitions));
    }

    /// <summary>Nothing of the camera was asked for, so another picture is.</summary>
    public bool IsOpen => this is { Shot: null, Nearer: 0, Movement: null, Angle: null, Transition: null };

    public StoryboardScene Apply(StoryboardScene scene) => scene with
    {
        // Sizes are listed from near to far.
        ShotSize = Shot ?? (ShotSize)Math.Clamp((int)scene.ShotSize - Nearer, (int)ShotSize.ExtremeCloseUp, (int)ShotSize.Wide),
        CameraMovement = Movement ?? scene.CameraMovement,
        CameraAngle = Angle ?? scene.CameraAngle,
        Transition = Transition ?? scene.Transition,
    };

    static T? First<T>(string feedback, (T Value, Regex Said)[] words) where T : struct, Enum
        => words.Where(word => word.Said.IsMatch(feedback)).Select(word => (T?)word.Value).FirstOrDefault();

    [GeneratedRegex(@"\b(extreme close|macro)|익스트림|초접사|접사", RegexOptions.IgnoreCase)]
    private static partial Regex ExtremeCloseUp();

    [GeneratedRegex(@"\bclose[- ]?up|클로즈 ?업", RegexOptions.IgnoreCase)]
    private static partial Regex CloseUp();

    [GeneratedRegex(@"\b(medium shot|waist)|미디엄|상반신", RegexOptions.IgnoreCase)]
    private static partial Regex Medium();

    [GeneratedRegex(@"\bfull(-body)? shot|\bfull body|풀 ?샷|전신", RegexOptions.IgnoreCase)]
    private static partial Regex Full();

    [GeneratedRegex(@"\b(wide|establishing) (shot|angle)|와이드|원경", RegexOptions.IgnoreCase)]
    private static partial Regex Wide();

    [GeneratedRegex(@"\b(closer|nearer|tighter)\b|가까이|더 가까", RegexOptions.IgnoreCase)]
    private static partial Regex Closer();

    [GeneratedRegex(@"\b(wider|farther|further (away|back))\b|멀리|더 넓", RegexOptions.IgnoreCase)]
    private static partial Regex Farther();

    [GeneratedRegex(@"\b(push|zoom|dolly|move)(es|ing)?[- ]in\b|줌 ?인|푸시 ?인|다가가", RegexOptions.IgnoreCase)]
    private static partial Regex PushIn();

    [GeneratedRegex(@"\b(pull|zoom|dolly|move)(s|es|ing)?[- ](out|back)\b|줌 ?아웃|풀 ?아웃|물러나", RegexOptions.IgnoreCase)]
    private static partial Regex PullOut();

    [GeneratedRegex(@"\bpan(s|ning)?( to the)? left|왼쪽으로", RegexOptions.IgnoreCase)]
    private static partial Regex PanLeft();

    [GeneratedRegex(@"\bpan(s|ning)?( to the)? right|오른쪽으로", RegexOptions.IgnoreCase)]
    private static partial Regex PanRight();

    [GeneratedRegex(@"\btilt(s|ing)?[- ]up|틸트 ?업|위로", RegexOptions.IgnoreCase)]
    private static partial Regex TiltUp();

    [GeneratedRegex(@"\btilt(s|ing)?[- ]down|틸트 ?다운|아래로", RegexOptions.IgnoreCase)]
    private static partial Regex TiltDown();

    [GeneratedRegex(@"\b(static|fixed|no (camera )?movement|hold still|locked)|고정|움직이지", RegexOptions.IgnoreCase)]
    private static partial Regex Still();

    [GeneratedRegex(@"\b(low[- ]angle|from below)|로우 ?앵글|아래에서", RegexOptions.IgnoreCase)]
    private static partial Regex Low();

    [GeneratedRegex(@"\bhigh[- ]angle|하이 ?앵글|위에서", RegexOptions.IgnoreCase)]
    private static partial Regex High();

    [GeneratedRegex(@"\b(overhead|top[- ]down|from (straight )?above|bird)|부감|탑 ?뷰|바로 위", RegexOptions.IgnoreCase)]
    private static partial Regex Overhead();

    [GeneratedRegex(@"\beye[- ]level|눈높이", RegexOptions.IgnoreCase)]
    private static partial Regex EyeLevel();

    [GeneratedRegex(@"\b(dutch|tilted axis|canted)|더치|비스듬", RegexOptions.IgnoreCase)]
    private static partial Regex Dutch();

    [GeneratedRegex(@"\b(dissolve|cross-?fade)|디졸브", RegexOptions.IgnoreCase)]
    private static partial Regex Dissolve();

    [GeneratedRegex(@"\bfade|페이드|암전", RegexOptions.IgnoreCase)]
    private static partial Regex Fade();

    [GeneratedRegex(@"\bwipe|와이프", RegexOptions.IgnoreCase)]
    private static partial Regex Wipe();

    [GeneratedRegex(@"\bslide|슬라이드", RegexOptions.IgnoreCase)]
    private static partial Regex Slide();

    [GeneratedRegex(@"\b(hard|straight|simple) cut|\bcut (to|transition)|컷 ?전환|컷으로", RegexOptions.IgnoreCase)]
    private static partial Regex Cut();
}
