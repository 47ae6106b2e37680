using System.Runtime.CompilerServices;

namespace VideoGen.Domain;

/// <summary>An activity as its callers see it: its name and the shapes of its input and output.</summary>
public sealed record Step<TIn, TOut>([CallerMemberName] string Name = "");
