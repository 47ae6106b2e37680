using VideoGen.Domain;

namespace VideoGen.Infrastructure.References;

/// <summary>
/// Sees what cannot be measured: a model that looks at the key frames. None is needed; one that cannot answer leaves the measured words.
/// </summary>
public interface IReferenceDescriber
{
    /// <param name="analysis">As it was measured; what is described are its segments.</param>
    /// <param name="keyFrames">Asset keys of JPEGs, in order of time.</param>
    /// <returns><see langword="null"/> when it has nothing to say.</returns>
    Task<ReferenceDescription?> DescribeAsync(ReferenceAnalysis analysis, IReadOnlyList<string> keyFrames, CancellationToken cancellationToken);
}
