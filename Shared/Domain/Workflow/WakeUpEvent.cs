namespace VideoGen.Domain;

/// <summary>The event that tells a waiting orchestration to read the truth again. It carries nothing; losing it delays and never hangs.</summary>
public static class WakeUpEvent
{
    public const string Name = "wake_up";
}
