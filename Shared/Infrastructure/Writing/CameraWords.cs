using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>How camera work is called in prompts for pictures and for clips.</summary>
internal static class CameraWords
{
    public static string Of(ShotSize shot) => shot switch
    {
        ShotSize.ExtremeCloseUp => "Extreme close-up",
        ShotSize.CloseUp => "Close-up",
        ShotSize.Medium => "Medium shot",
        ShotSize.Full => "Full shot",
        _ => "Wide shot",
    };

    public static string Of(CameraAngle angle) => angle switch
    {
        CameraAngle.LowAngle => "from a low angle",
        CameraAngle.HighAngle => "from a high angle",
        CameraAngle.Overhead => "from straight above",
        CameraAngle.Dutch => "on a slightly tilted axis",
        _ => "at eye level",
    };

    public static string Of(CameraMovement movement) => movement switch
    {
        CameraMovement.PushIn => "the camera slowly pushes in",
        CameraMovement.PullOut => "the camera slowly pulls out",
        CameraMovement.PanLeft => "the camera pans slowly to the left",
        CameraMovement.PanRight => "the camera pans slowly to the right",
        CameraMovement.TiltUp => "the camera tilts slowly up",
        CameraMovement.TiltDown => "the camera tilts slowly down",
        _ => "the camera does not move",
    };
}
