using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Http;

/// <summary>Gives an answer as it was first given.</summary>
sealed class AnswerAgain(KeptAnswer answer) : IResult
{
    /// <summary>What belongs to the answer itself; the others are of the one request or of the connection.</summary>
    static readonly string[] Kept = ["Content-Type", "Location", "ETag", "Retry-After"];

    public static KeptAnswer Keep(HttpResponse response, byte[] body) => new(
        response.StatusCode,
        Kept.Where(response.Headers.ContainsKey).ToDictionary(name => name, name => response.Headers[name].ToString()),
        body);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength = answer.Body.Length;
        return response.Body.WriteAsync(answer.Body, httpContext.RequestAborted).AsTask();
    }
}
