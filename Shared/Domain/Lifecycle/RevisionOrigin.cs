namespace VideoGen.Domain;

/// <summary>How a revision of a script or storyboard came about.</summary>
public enum RevisionOrigin
{
    /// <summary>A phase of the generation made it.</summary>
    Writer,

    /// <summary>A person changed it.</summary>
    Edit,

    /// <summary>A writer changed it as a person asked.</summary>
    Revise,

    /// <summary>An older one was taken up again.</summary>
    Restore,
}
