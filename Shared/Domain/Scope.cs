namespace VideoGen.Domain;

/// <summary>What a caller may do in a workspace; each includes those before it.</summary>
public enum Scope
{
    /// <summary>See everything.</summary>
    Read,

    /// <summary>Make and change what costs nothing: brands, products, references, scripts, storyboards, videos that may not spend.</summary>
    Plan,

    /// <summary>Let money be spent.</summary>
    Render,

    /// <summary>Look after keys, webhooks and budgets.</summary>
    Admin,

    /// <summary>Look after the installation: make workspaces and their first keys. No key that is made through the API has it.</summary>
    Operator,
}
