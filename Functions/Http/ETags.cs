using System.Globalization;

namespace VideoGen.Functions.Http;

static class ETags
{
    /// <summary>Names the version of what is answered, as <see cref="Preconditions.Require"/> takes it back.</summary>
    public static void Set(HttpResponse response, int version)
        => response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
