using System.Text.Json.Nodes;

namespace VideoGen.Testing.Contract;

/// <summary>Holds every answer of the app that passes through here against its contract.</summary>
/// <param name="inner">The way to the app.</param>
public sealed class ContractHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    static readonly SemaphoreSlim s_reading = new(1);
    static ApiContract? s_contract;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        // Media is served under /api/assets; its links say nothing that a caller should build by hand.
        if (path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/api/assets/", StringComparison.Ordinal))
        {
            await CheckAsync(await ContractAsync(request.RequestUri, cancellationToken), request.Method.Method, path, answer, cancellationToken);
        }

        return answer;
    }

    public async Task<ApiContract> ContractAsync(Uri app, CancellationToken cancellationToken)
    {
        await s_reading.WaitAsync(cancellationToken);
        try
        {
            return s_contract ??= await ReadAsync(app, cancellationToken);
        }
        finally
        {
            s_reading.Release();
        }
    }

    async Task<ApiContract> ReadAsync(Uri app, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app, "/api/openapi.json"));
        using var answer = await base.SendAsync(request, cancellationToken);
        return new ApiContract(JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!.AsObject());
    }

    static async Task CheckAsync(ApiContract contract, string method, string path, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        var here = contract.At(path);
        var operation = here.FirstOrDefault(operation => operation.Method == method);
        var faults = operation?.AnswerTo(status) is { } documented
            ? await FaultsAsync(contract, operation, documented, answer, cancellationToken)
            : (operation, status) is (null, 404 or 405) ? await ProblemFaultsAsync(contract, null, answer, cancellationToken)
            : [operation is null ? "there is no such operation" : "there is no such status"];
        if (faults.Count > 0)
        {
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            throw new ContractBrokenException(
                $"{method} {path} answered {status}, which is not as openapi.yaml says:\n  {string.Join("\n  ", faults)}\n{body}");
        }
    }

    static async Task<IReadOnlyList<string>> FaultsAsync(
        ApiContract contract, ContractOperation operation, JsonObject documented, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var missing = (documented["headers"]?.AsObject() ?? [])
            .Where(header => contract.Resolve(header.Value!)["required"]?.GetValue<bool>() == true && !Has(answer, header.Key))
            .Select(header => $"the header {header.Key} is missing").ToList();
        if (missing.Count > 0)
        {
            return missing;
        }

        var type = answer.Content.Headers.ContentType?.MediaType;
        if (documented["content"] is not JsonObject content)
        {
            return answer.Content.Headers.ContentLength is null or 0 && type is null ? [] : [$"a body of type {type} is there"];
        }

        return type is null || content[type] is not { } media ? [$"the type is {type ?? "missing"}"]
            : type == "application/problem+json" ? await ProblemFaultsAsync(contract, operation, answer, cancellationToken)
            : type == "application/json" ? contract.Schemas.Faults(media["schema"]!, await JsonAsync(answer, cancellationToken))
            : [];
    }

    static async Task<IReadOnlyList<string>> ProblemFaultsAsync(
        ApiContract contract, ContractOperation? operation, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.Content.Headers.ContentType is not { MediaType: "application/problem+json" })
        {
            return ["it is no problem document"];
        }

        // A HEAD's answer has no body to look at.
        if (answer.RequestMessage!.Method == HttpMethod.Head)
        {
            return [];
        }

        var problem = await JsonAsync(answer, cancellationToken);
        var code = problem?["code"]?.GetValue<string>() ?? "";
        var faults = contract.Schemas.Faults(new JsonObject { ["$ref"] = "#/components/schemas/Problem" }, problem);
        return operation is null || operation.Codes.Contains(code) || contract.CommonCodes.Contains(code)
            ? faults
            : [.. faults, $"its x-problem-codes do not list {code}"];
    }

    /// <summary>Reads it so that the caller can read it again.</summary>
    static async Task<JsonNode?> JsonAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    static bool Has(HttpResponseMessage answer, string name)
        => answer.Headers.NonValidated.Contains(name) || answer.Content.Headers.NonValidated.Contains(name);
}
