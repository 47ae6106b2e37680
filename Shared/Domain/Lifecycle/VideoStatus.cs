namespace VideoGen.Domain;

/// <summary>Where a video stands on its way; <see cref="GenerationLifecycle"/> says which way it may go.</summary>
public enum VideoStatus
{
    Pending,
    ScriptGenerating,
    ScriptReady,
    StoryboardCreating,
    StoryboardReady,
    VideoRendering,
    PostProcessing,
    Completed,
    Failed,
    Cancelled,
}
