namespace VideoGen.Domain;

/// <summary>What every text that people enter has to be.</summary>
public static class TextRules
{
    /// <param name="shortest">0 allows an empty text.</param>
    /// <param name="longest">UTF-16 code units.</param>
    /// <returns><see langword="null"/> when the text is right.</returns>
    public static FieldError? Check(string field, string? text, int shortest, int longest)
    {
        if (text is null || text.Trim().Length < shortest)
        {
            return new(field, "This text may not be empty.");
        }

        if (text.Length > longest)
        {
            return new(field, $"At most {longest} characters; there are {text.Length}.");
        }

        return text.Any(character => char.IsControl(character) && character != '\n')
            ? new(field, "Control characters are not allowed, but for line breaks.")
            : null;
    }
}
