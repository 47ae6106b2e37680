using VideoGen.Domain;

namespace VideoGen.Functions.Http;

/// <summary>The request cannot be understood; <see cref="ProblemMiddleware"/> turns it into a problem for the caller.</summary>
public sealed class BadInputException(int status, string code, string message, IReadOnlyList<FieldError> errors) : Exception(message)
{
    public BadInputException(string code, string message) : this(StatusCodes.Status400BadRequest, code, message, [])
    {
    }

    public int Status => status;

    /// <summary>Stable, snake_case.</summary>
    public string Code => code;

    public IReadOnlyList<FieldError> Errors => errors;
}
