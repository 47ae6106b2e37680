namespace VideoGen.Functions.Access;

/// <summary>Who calls, and for which workspace.</summary>
/// <param name="Name">As revisions and events name their author.</param>
public sealed record Caller(Guid WorkspaceId, string Name)
{
    static readonly object Key = new();

    /// <summary>The workspace that is there from the start.</summary>
    public static Guid DefaultWorkspace { get; } = new("00000000-0000-0000-0000-000000000001");

    /// <summary>Whoever calls while nobody has to say who they are.</summary>
    public static Caller Anonymous { get; } = new(DefaultWorkspace, "user");

    public static Caller Of(HttpRequest request) => request.HttpContext.Items[Key] as Caller ?? Anonymous;

    public static void Set(HttpContext http, Caller caller) => http.Items[Key] = caller;
}
