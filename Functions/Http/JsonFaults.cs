using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>Words for the sender of a body that System.Text.Json could not read.</summary>
static class JsonFaults
{
    /// <param name="body">The whole body.</param>
    /// <param name="type">What it should have been.</param>
    /// <param name="e">Why it is not.</param>
    public static BadInputException Describe(byte[] body, Type type, JsonException e)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Describe(document.RootElement, type, "", e);
        }
        catch (JsonException broken)
        {
            return new("broken_json", $"The body is not well-formed JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine}).");
        }
        catch (InvalidOperationException)
        {
            return Invalid([BodyChecks.HalfACharacter]);
        }
    }

    /// <inheritdoc cref="JsonShape.Find"/>
    public static BadInputException Describe(JsonElement element, Type type, string path, JsonException e)
    {
        var errors = JsonShape.Find(element, type, path).ToList();
        // A path of System.Text.Json begins with "$.".
        return Invalid(errors.Count > 0 ? errors : [new(e.Path is { Length: > 2 } at ? at[2..] : path, "This value is not of the kind that is expected here.")]);
    }

    public static BadInputException Invalid(IReadOnlyList<FieldError> errors)
        => new(StatusCodes.Status400BadRequest, "invalid_input", errors.Count == 1 ? errors[0].Message : $"{errors.Count} fields are not right.", errors);
}
