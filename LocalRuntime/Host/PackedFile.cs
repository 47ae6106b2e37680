using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace VideoGen.LocalRuntime.Host;

/// <summary>
/// Beside <c>main.js</c> a build may have put <c>main.js.br</c> and <c>main.js.gz</c>: who can unpack one gets the smallest.
/// </summary>
static class PackedFile
{
    static readonly (string Encoding, string Extension)[] Packings = [("br", ".br"), ("gzip", ".gz")];
    static readonly object Chosen = new();

    public static IContentTypeProvider Types { get; } = new UnpackedTypes();

    /// <summary>Leads the request to the packed file, where there is one.</summary>
    public static void Choose(HttpContext http, IFileProvider files)
    {
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        foreach (var (encoding, extension) in Packings)
        {
            var packed = http.Request.Path.Value + extension;
            if (!files.GetFileInfo(packed).Exists)
            {
                continue;
            }

            // What is answered depends on it, whichever way it goes.
            http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
            if (accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0))
            {
                http.Items[Chosen] = encoding;
                http.Request.Path = packed;
                return;
            }
        }
    }

    /// <summary>Says how the answer is packed.</summary>
    public static void Describe(HttpContext http)
    {
        if (http.Items[Chosen] is string encoding)
        {
            http.Response.Headers.ContentEncoding = encoding;
        }
    }

    /// <summary>The type of what is inside.</summary>
    sealed class UnpackedTypes : IContentTypeProvider
    {
        readonly FileExtensionContentTypeProvider _types = new();

        public bool TryGetContentType(string subpath, out string contentType)
        {
            var packing = Packings.FirstOrDefault(each => subpath.EndsWith(each.Extension, StringComparison.Ordinal)).Extension;
            return _types.TryGetContentType(subpath[..^(packing?.Length ?? 0)], out contentType!);
        }
    }
}
