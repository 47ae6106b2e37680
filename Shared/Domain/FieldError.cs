namespace VideoGen.Domain;

/// <summary>What is wrong with one field of an input, and the way out.</summary>
/// <param name="Field">Path in the input's own spelling, such as <c>scenes[2].duration_seconds</c>.</param>
/// <param name="Message">One sentence for the person who sent it.</param>
public sealed record FieldError(string Field, string Message);
