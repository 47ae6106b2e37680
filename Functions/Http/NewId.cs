namespace VideoGen.Functions.Http;

/// <summary>
/// The id of what a POST creates. With an Idempotency-Key it is the same each time that the request is carried out: insert with
/// <c>on conflict (id)</c>, so that a repeat after a crash finds what is there.
/// </summary>
static class NewId
{
    static readonly object Key = new();

    public static Guid For(HttpRequest request) => request.HttpContext.Items[Key] as Guid? ?? Guid.CreateVersion7();

    public static void Set(HttpContext http, Guid id) => http.Items[Key] = id;
}
