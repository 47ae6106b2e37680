using System.Security.Cryptography;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using VideoGen.Functions.Access;
using VideoGen.Functions.Contract.Reference;

namespace VideoGen.Functions.Contract;

/// <summary>Shows the contract to programs and to people.</summary>
public sealed class DocumentFunctions(ApiDocument document)
{
    static readonly Lazy<string> Style = new(ReadStyle);
    static readonly Lazy<string> Policy = new(
        () => $"default-src 'none'; style-src 'sha256-{Digest(Style.Value)}'; base-uri 'none'; form-action 'none'");

    [Function(nameof(GetApiDocument))]
    [Public("how to call is no secret")]
    public IResult GetApiDocument([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request)
        => Results.Bytes(document.Json, "application/json");

    [Function(nameof(GetApiReference))]
    [Public("how to call is no secret")]
    public IResult GetApiReference([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "docs")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.ContentSecurityPolicy = Policy.Value;
        return Results.Text(new ReferencePage(document).Write(Style.Value), "text/html; charset=utf-8");
    }

    static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static string ReadStyle()
    {
        using var file = new StreamReader(typeof(DocumentFunctions).Assembly.GetManifestResourceStream("reference.css")!);
        return file.ReadToEnd();
    }
}
