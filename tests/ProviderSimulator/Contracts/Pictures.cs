namespace VideoGen.ProviderSimulator.Contracts;

/// <summary>Fetches the pictures that requests name, as providers do: from the outside, without redirects, within bounds.</summary>
public sealed class Pictures : IDisposable
{
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) };

    /// <summary>16 MB, the smallest bound that a provider publishes.</summary>
    public const int MostBytes = 16_000_000;

    /// <param name="url">An https address, or http on this machine.</param>
    /// <param name="field">Named in refusals.</param>
    /// <param name="askFirst">Whether a HEAD request must be answered too.</param>
    /// <exception cref="RefusedException">It cannot be fetched, or is too large.</exception>
    public async Task<byte[]> FetchAsync(string url, string field, bool askFirst = false)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw Unreachable(field, "it is not an https address");
        }

        try
        {
            if (askFirst)
            {
                using var question = new HttpRequestMessage(HttpMethod.Head, address);
                using var head = await _http.SendAsync(question);
                Check(head, field);
            }

            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            Check(response, field);
            await using var body = await response.Content.ReadAsStreamAsync();
            return await ReadAsync(body, field);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            throw Unreachable(field, e.Message);
        }
    }

    /// <exception cref="RefusedException">It is not base64, or is too large.</exception>
    public static byte[] Decode(string base64, string field)
    {
        try
        {
            var bytes = Convert.FromBase64String(base64);
            return bytes.Length <= MostBytes ? bytes : throw TooLarge(field);
        }
        catch (FormatException)
        {
            throw RefusedException.Invalid(field, $"{field} is not base64.");
        }
    }

    /// <summary>Whether the bytes begin as PNG, JPEG or WebP files do.</summary>
    public static bool IsPicture(byte[] bytes)
        => bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..] || bytes is [0xFF, 0xD8, 0xFF, ..]
            || (bytes.Length > 12 && bytes.AsSpan(0, 4).SequenceEqual("RIFF"u8) && bytes.AsSpan(8, 4).SequenceEqual("WEBP"u8));

    public void Dispose() => _http.Dispose();

    static void Check(HttpResponseMessage response, string field)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw Unreachable(field, $"it answers {(int)response.StatusCode}");
        }

        if (response.Content.Headers.ContentLength > MostBytes)
        {
            throw TooLarge(field);
        }
    }

    static async Task<byte[]> ReadAsync(Stream body, string field)
    {
        using var whole = new MemoryStream();
        var piece = new byte[64 << 10];
        int read;
        while ((read = await body.ReadAsync(piece)) > 0)
        {
            whole.Write(piece, 0, read);
            if (whole.Length > MostBytes)
            {
                throw TooLarge(field);
            }
        }

        return whole.ToArray();
    }

    static RefusedException Unreachable(string field, string why)
        => new(new Refusal(RefusalKind.Invalid, $"{field} could not be fetched: {why}", field, Code: "download_failed"));

    static RefusedException TooLarge(string field)
        => new(new Refusal(RefusalKind.TooLarge, $"{field} has more than {MostBytes} bytes.", field));
}
