namespace VideoGen.AppHost;

static class LogEnd
{
    const int Lines = 20, Width = 240;

    /// <summary>The last 20 lines, indented for showing below a message; without the lines of stack traces, which are in the log.</summary>
    public static string Of(string file)
    {
        var lines = File.Exists(file) ? File.ReadLines(file).Where(IsMeantForPeople).TakeLast(Lines).ToList() : [];
        return lines.Count == 0 ? "  (empty)"
            : string.Join(Environment.NewLine, lines.Select(line => "  " + line[..Math.Min(line.Length, Width)]));
    }

    static bool IsMeantForPeople(string line)
        => line.Length > 0 && !line.TrimStart().StartsWith("at ", StringComparison.Ordinal)
            && !line.StartsWith("--- End of", StringComparison.Ordinal);
}
