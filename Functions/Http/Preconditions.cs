using System.Globalization;

namespace VideoGen.Functions.Http;

/// <summary>Edits name the version that they are made of, in If-Match, so that nobody overwrites what they have not seen.</summary>
static class Preconditions
{
    /// <returns>The number in If-Match: <c>"3"</c>, as the ETag of what was read gave it.</returns>
    /// <exception cref="BadInputException">There is none (428), or it is no number (400).</exception>
    public static int Require(HttpRequest request)
    {
        var tag = request.Headers.IfMatch.ToString();
        if (tag.Length == 0)
        {
            throw new BadInputException(StatusCodes.Status428PreconditionRequired, "precondition_required",
                "Send If-Match with the ETag of what you edited, such as \"3\".", [new("If-Match", "This header is missing.")]);
        }

        return int.TryParse(Unquoted(tag), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw BadInputException.At("If-Match", "If-Match holds the number of what you edited, as its ETag gave it, such as \"3\".");
    }

    /// <summary>412: what was edited has changed since it was read; nothing was written.</summary>
    /// <param name="current">What is there now, for the caller to look at.</param>
    /// <param name="what">What has moved: a <c>version</c> or a <c>revision</c>, in the code.</param>
    public static IResult Stale(object current, string what = "version") => Problems.Of(
        StatusCodes.Status412PreconditionFailed, $"{what}_moved", $"Somebody else has made a newer {what}. Look at it and decide again.", current: current);

    static string Unquoted(string tag) => tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' ? tag[1..^1] : tag;
}
