using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>JSON with an ETag that moves with everything that is shown; who has it already is told 304 and sent nothing.</summary>
static class TaggedJson
{
    public static IResult Ok<T>(T value) => new Tagged(JsonSerializer.SerializeToUtf8Bytes(value, DomainJson.Options));

    sealed class Tagged(byte[] body) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request.GetTypedHeaders(), httpContext.Response);
            // Weak: the body may be packed on its way.
            var tag = new EntityTagHeaderValue($"\"{Base64Url.EncodeToString(SHA256.HashData(body).AsSpan(0, 15))}\"", isWeak: true);
            response.Headers.ETag = tag.ToString();
            response.Headers.CacheControl = "private, no-cache";
            if (request.IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, httpContext.RequestAborted);
        }
    }
}
