using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Rendering;

namespace VideoGen.Functions;

/// <summary>The video that a path names.</summary>
static class NamedVideo
{
    /// <exception cref="BadInputException">404: it was deleted since it was looked for, or is being deleted.</exception>
    public static async Task<Video> GetAsync(this VideoRepository videos, Guid id, CancellationToken cancellationToken)
        => await videos.FindAsync(id, cancellationToken) ?? throw Missing(id);

    /// <inheritdoc cref="GetAsync(VideoRepository, Guid, CancellationToken)"/>
    public static async Task<Production> GetAsync(this ProductionLoader productions, Guid id, CancellationToken cancellationToken)
        => await productions.FindAsync(id, cancellationToken) ?? throw Missing(id);

    static BadInputException Missing(Guid id) => Problems.Missing("video", $"{id}");
}
