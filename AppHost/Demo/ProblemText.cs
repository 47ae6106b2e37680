using System.Text;
using System.Text.Json;

namespace VideoGen.AppHost.Demo;

static class ProblemText
{
    /// <summary>Members that say nothing to a reader, or nothing that the first line does not.</summary>
    static readonly string[] Plumbing = ["type", "status", "instance", "trace_id", "traceId"];

    /// <summary>What the API said, member by member; a reply that is no problem detail is shown as it came.</summary>
    public static async Task<string> OfAsync(
        HttpMethod method, string path, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var text = new StringBuilder().Append($"{method} {path} was answered with {(int)response.StatusCode} {response.ReasonPhrase}.");
        if (Parse(body) is not { } problem)
        {
            return body.Length == 0 ? text.ToString()
                : text.Append($"{Environment.NewLine}  {body[..Math.Min(body.Length, 1000)]}").ToString();
        }

        Line("", problem.Title);
        Line("", problem.Detail);
        Line("code: ", problem.Code);
        foreach (var error in problem.Errors ?? [])
        {
            Line($"{error.Field}: ", error.Message);
        }

        foreach (var (name, value) in problem.More ?? [])
        {
            Line($"{name}: ", Plumbing.Contains(name) ? null : value.ToString());
        }

        return text.ToString();

        void Line(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append($"{Environment.NewLine}  {label}{value}");
            }
        }
    }

    static Problem? Parse(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<Problem>(body, Wire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
