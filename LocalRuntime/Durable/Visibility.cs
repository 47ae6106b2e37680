using System.Runtime.CompilerServices;

// Races and lost leases are forced, and claims measured, step by step, which no public door allows.
[assembly: InternalsVisibleTo("VideoGen.Runtime.Tests")]
[assembly: InternalsVisibleTo("VideoGen.Bench")]
