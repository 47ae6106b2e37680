namespace VideoGen.Domain;

/// <summary>The finished file.</summary>
/// <param name="Sha256">64 lower-case hexadecimal digits.</param>
public sealed record VideoResult(
    string AssetKey, double DurationSeconds, long SizeBytes, int Width, int Height, string VideoCodec, string AudioCodec, double FrameRate, string Sha256);
