using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace VideoGen.App.Tests;

/// <summary>A span as it came over the wire; ids in hex, the parent's empty for a root.</summary>
public sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name, long Kind);

/// <summary>Takes what an app exports by OTLP over HTTP, and keeps its spans.</summary>
/// <remarks>https://github.com/open-telemetry/opentelemetry-proto: trace.proto names the fields whose numbers are used here.</remarks>
public sealed class OtlpReceiver : IDisposable
{
    readonly HttpListener _listener = new();
    readonly ConcurrentQueue<ReceivedSpan> _spans = [];
    readonly ConcurrentQueue<string> _paths = [];

    public OtlpReceiver(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ReceiveAsync();
    }

    public string Address { get; }

    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans];

    /// <summary>One a signal: <c>/v1/traces</c>, <c>/v1/metrics</c>, <c>/v1/logs</c>.</summary>
    public IReadOnlySet<string> Paths => _paths.ToHashSet();

    public void Dispose() => _listener.Close();

    async Task ReceiveAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext call;
            try
            {
                call = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await call.Request.InputStream.CopyToAsync(body);
            _paths.Enqueue(call.Request.Url!.AbsolutePath);
            if (call.Request.Url.AbsolutePath == "/v1/traces")
            {
                Keep(body.ToArray());
            }

            call.Response.ContentType = "application/x-protobuf";
            call.Response.Close();
        }
    }

    void Keep(byte[] request)
    {
        var spans = from resource in Fields(request)
                    from scope in Fields(resource.Bytes) where scope.Number == 2
                    from span in Fields(scope.Bytes) where span.Number == 2
                    select Fields(span.Bytes).ToLookup(field => field.Number);
        foreach (var span in spans)
        {
            _spans.Enqueue(new ReceivedSpan(
                Hex(span[1]), Hex(span[2]), Hex(span[4]), Encoding.UTF8.GetString(span[5].Single().Bytes.Span), span[6].Single().Value));
        }

        static string Hex(IEnumerable<Field> fields) => Convert.ToHexStringLower((fields.FirstOrDefault()?.Bytes ?? default).Span);
    }

    /// <summary>The wire format of protocol buffers: a key, then a number, eight or four bytes, or a length and so many bytes.</summary>
    static List<Field> Fields(ReadOnlyMemory<byte> message)
    {
        var fields = new List<Field>();
        while (message.Length > 0)
        {
            var key = Number(ref message);
            var value = (key & 7) == 0 ? Number(ref message) : 0;
            var length = (key & 7) switch { 0 => 0, 1 => 8, 5 => 4, _ => (int)Number(ref message) };
            fields.Add(new Field((int)(key >> 3), value, message[..length]));
            message = message[length..];
        }

        return fields;
    }

    static long Number(ref ReadOnlyMemory<byte> message)
    {
        long number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = message.Span[0];
            message = message[1..];
            number |= (long)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }

    sealed record Field(int Number, long Value, ReadOnlyMemory<byte> Bytes);
}
