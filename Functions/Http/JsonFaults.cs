using System.Text.Json;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>Words for the sender of a body that System.Text.Json could not read.</summary>
static class JsonFaults
{
    /// <summary>Most that one answer tells of; a small body can be wrong in very many places.</summary>
    const int MostErrors = 100;

    /// <param name="body">The whole body.</param>
    /// <param name="type">What it should have been.</param>
    public static BadInputException Describe(byte[] body, Type type)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Describe(document.RootElement, type, "");
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
    public static BadInputException Describe(JsonElement element, Type type, string path)
        => Invalid(JsonShape.Find(element, type, path).DefaultIfEmpty(new(path, JsonShape.NotOfThisKind)));

    /// <param name="errors">At least one; only the first hundred are told.</param>
    public static BadInputException Invalid(IEnumerable<FieldError> errors)
    {
        FieldError[] told = [.. errors.Take(MostErrors)];
        return new(StatusCodes.Status400BadRequest, "invalid_input", told switch
        {
            [var only] => only.Message,
            { Length: MostErrors } => $"{MostErrors} fields or more are not right.",
            _ => $"{told.Length} fields are not right.",
        }, told);
    }
}
