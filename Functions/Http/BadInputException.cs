using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>The request cannot be understood; <see cref="ProblemMiddleware"/> turns it into a problem for the caller.</summary>
public sealed class BadInputException(int status, string code, string message, IReadOnlyList<FieldError> errors) : Exception(message)
{
    public BadInputException(string code, string message) : this(StatusCodes.Status400BadRequest, code, message, [])
    {
    }

    /// <summary>400: a value is not right.</summary>
    /// <param name="field">Its name, as the caller wrote it.</param>
    public static BadInputException At(string field, string message)
        => new(StatusCodes.Status400BadRequest, "invalid_input", message, [new(field, message)]);

    public int Status => status;

    /// <summary>Stable, snake_case.</summary>
    public string Code => code;

    public IReadOnlyList<FieldError> Errors => errors;
}
