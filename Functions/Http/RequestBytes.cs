namespace VideoGen.Functions.Http;

static class RequestBytes
{
    /// <summary>Reads a body exactly as it came.</summary>
    /// <exception cref="BadInputException">It is larger than <paramref name="most"/> bytes.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        // A chunked body does not say its length; what is read is counted.
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (body.Length + read > most)
            {
                throw TooLarge(most);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }

    static BadInputException TooLarge(int most) => new(
        StatusCodes.Status413PayloadTooLarge, "body_too_large", $"A body may have at most {most / 1024} KiB.", []);
}
