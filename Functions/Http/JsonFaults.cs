using System.Text.Json;
using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>
/// Turns what System.Text.Json says of a body into words for its sender. It tells a place as <c>$.options.aspect_ratio</c> and the
/// kind of fault in its message only; the sender gets the field in the same spelling without the root, and no type names.
/// </summary>
static partial class JsonFaults
{
    public static BadInputException Describe(JsonException e)
    {
        var field = e.Path is { Length: > 2 } path ? path[2..] : "";
        if (Missing().Match(e.Message) is { Success: true } missing)
        {
            var prefix = field.Length > 0 ? $"{field}." : "";
            return Invalid([.. Quoted().Matches(missing.Groups[1].Value).Select(name => new FieldError(prefix + name.Groups[1].Value, "This field is missing."))]);
        }

        return e.Message switch
        {
            var text when text.Contains("could not be mapped", StringComparison.Ordinal) => Invalid([new(field, "There is no such field.")]),
            var text when text.Contains("US dollars", StringComparison.Ordinal) => Invalid([new(field, "An amount of US dollars is written as \"12.50\".")]),
            var text when text.Contains("null", StringComparison.Ordinal) => Invalid([new(field, "This field may not be null.")]),
            var text when text.Contains("could not be converted", StringComparison.Ordinal) => Invalid([new(field, "This value is not of the kind that is expected here.")]),
            _ => new BadInputException("broken_json", $"The body is not well-formed JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine})."),
        };
    }

    public static BadInputException Invalid(IReadOnlyList<FieldError> errors)
        => new(StatusCodes.Status400BadRequest, "invalid_input", errors.Count == 1 ? errors[0].Message : $"{errors.Count} fields are not right.", errors);

    [GeneratedRegex("missing required properties including: (.*)")]
    private static partial Regex Missing();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
