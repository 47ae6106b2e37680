namespace VideoGen.Functions;

/// <summary>Body of POST /api/v1/references/measure.</summary>
/// <param name="UploadId">Of kind reference_video, and already sent.</param>
/// <param name="Describe">Whether a model may look at its key frames, which costs; done only for who may let money be spent.</param>
public sealed record MeasureInput(Guid UploadId, string Title, bool Describe = true);
