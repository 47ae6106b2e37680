using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace VideoGen.Infrastructure.Tests.Providers;

/// <summary>A request as it left the app.</summary>
public sealed record SentRequest(HttpMethod Method, Uri Address, HttpRequestHeaders Headers, string? ContentType, string Body);

/// <summary>Stands for a provider's server, without a network: answers with what a test says, and remembers what was asked.</summary>
public sealed class StubServer : HttpMessageHandler
{
    readonly Queue<Func<HttpResponseMessage>> _answers = new();

    public List<SentRequest> Requests { get; } = [];

    public SentRequest Only => Requests.Should().ContainSingle().Subject;

    /// <summary>Answers are given in order, the last one again and again.</summary>
    public StubServer Answers(int status, string json, string? retryAfter = null)
    {
        _answers.Enqueue(() =>
        {
            var content = new StringContent(json, Encoding.UTF8, "application/json");
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = content };
            if (retryAfter is not null)
            {
                response.Headers.TryAddWithoutValidation("Retry-After", retryAfter);
            }

            return response;
        });
        return this;
    }

    public StubServer Throws(Exception fault)
    {
        _answers.Enqueue(() => throw fault);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add(new(request.Method, request.RequestUri!, request.Headers, request.Content?.Headers.ContentType?.ToString(), body));
        return (_answers.Count > 1 ? _answers.Dequeue() : _answers.Peek())();
    }
}
