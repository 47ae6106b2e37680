using VideoGen.Domain;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;

namespace VideoGen.Functions.Access;

/// <summary>Who calls, for which workspace, and what they may do.</summary>
/// <param name="Name">As revisions and events name their author.</param>
public sealed record Caller(Guid WorkspaceId, string Name)
{
    static readonly object Key = new();

    /// <summary>The workspace that is there from the start.</summary>
    public static Guid DefaultWorkspace => Workspaces.Default;

    /// <summary>Whoever calls while nobody has to say who they are.</summary>
    public static Caller Anonymous { get; } = new(DefaultWorkspace, "user");

    /// <summary>The most that they may do; what lies before it, they may as well.</summary>
    public Scope? Scope { get; init; } = Domain.Scope.Operator;

    /// <summary>How they proved who they are: none, key or oidc.</summary>
    public string Auth { get; init; } = "none";

    /// <summary>
    /// The key they came with, if it is one that was made through the API: what they let be spent counts against its cap.
    /// </summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>Tells callers apart, for what each may ask in a minute.</summary>
    public string Id { get; init; } = "anonymous";

    public static Caller Of(HttpRequest request) => request.HttpContext.Items[Key] as Caller ?? Anonymous;

    public static void Set(HttpContext http, Caller caller) => http.Items[Key] = caller;

    /// <summary>For what only the content of a request tells: one that lets money be spent takes <see cref="Scope.Render"/>.</summary>
    /// <exception cref="BadInputException">403: they may not.</exception>
    public void MustHave(Scope scope, string what)
    {
        if (!(Scope >= scope))
        {
            throw new BadInputException(StatusCodes.Status403Forbidden, "forbidden",
                $"{what} takes the scope {Spelling.Of(scope)}; {(Scope is { } most ? $"yours reach to {Spelling.Of(most)}" : "you have none")}.", []);
        }
    }

    /// <summary>What they may do, in full.</summary>
    public IReadOnlyList<Scope> Scopes() => [.. Enum.GetValues<Scope>().Where(scope => scope <= Scope)];
}
