using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What a writer knows: who speaks, of what, after which example, and what was asked for.</summary>
/// <param name="Reference">The video whose structure is taken over; <see langword="null"/> leaves the structure to the writer.</param>
public sealed record WritingBrief(Brand Brand, Product Product, ReferenceAnalysis? Reference, GenerationOptions Options);

/// <summary>Writes the script of a video; it keeps <see cref="SceneRules"/> and the brand's words to avoid.</summary>
public interface IScriptWriter
{
    Task<Script> WriteAsync(WritingBrief brief, CancellationToken cancellationToken);

    /// <summary>Writes other words after a reviewer's feedback, only in the scenes that it names.</summary>
    /// <returns>The same script when the writer has nothing else to say.</returns>
    Task<Script> ReviseAsync(WritingBrief brief, Script script, Revising ask, CancellationToken cancellationToken);
}

/// <summary>Adds pictures to a script. It may only add: numbers, durations and words stay as the script has them.</summary>
public interface IStoryboardArtist
{
    Task<Storyboard> DrawAsync(Script script, WritingBrief brief, CancellationToken cancellationToken);

    /// <summary>Draws other pictures after a reviewer's feedback, only for the scenes that it names. No word changes.</summary>
    /// <returns>The same storyboard when the artist has nothing else to show.</returns>
    Task<Storyboard> ReviseAsync(WritingBrief brief, Storyboard storyboard, Revising ask, CancellationToken cancellationToken);
}
