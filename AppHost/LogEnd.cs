namespace VideoGen.AppHost;

static class LogEnd
{
    /// <summary>The last 20 lines, indented for showing below a message.</summary>
    public static string Of(string file)
    {
        var lines = File.Exists(file) ? File.ReadLines(file).TakeLast(20).ToList() : [];
        return lines.Count == 0 ? "  (empty)" : string.Join(Environment.NewLine, lines.Select(line => "  " + line));
    }
}
