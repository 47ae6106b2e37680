namespace VideoGen.Functions.Http;

static class QueryFlag
{
    /// <exception cref="BadInputException">It is neither true nor false.</exception>
    public static bool Read(HttpRequest request, string name) => request.Query[name].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw BadInputException.At(name, $"{name} is true or false."),
    };
}
