namespace VideoGen.Domain;

/// <summary>One run of a video's generation: the first, or a retry.</summary>
public sealed record RunKey(Guid VideoId, int Run)
{
    /// <summary>The orchestration's instance id; used once.</summary>
    public string InstanceId() => Run == 1 ? $"{VideoId}" : $"{VideoId}-{Run}";
}

/// <param name="Scene">From 1.</param>
public sealed record SceneKey(RunKey Run, int Scene)
{
    public string InstanceId() => $"{Run.VideoId}-{Run.Run}-scene-{Scene}";
}
