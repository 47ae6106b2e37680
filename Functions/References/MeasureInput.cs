namespace VideoGen.Functions;

/// <summary>Body of POST /api/v1/references/measure.</summary>
/// <param name="UploadId">Of kind reference_video, and already sent.</param>
public sealed record MeasureInput(Guid UploadId, string Title);
