namespace VideoGen.Domain;

/// <summary>One attempt at the preview of a storyboard's revision.</summary>
public sealed record AnimaticKey(Guid VideoId, int Revision, int Attempt)
{
    /// <summary>The orchestration's instance id; used once.</summary>
    public string InstanceId() => $"{VideoId}-animatic-{Revision}-{Attempt}";
}

public sealed record FailedAnimatic(AnimaticKey Animatic, GenerationFailure Failure);
