using System.Runtime.CompilerServices;

// Races and lost leases are forced step by step, which no public door allows.
[assembly: InternalsVisibleTo("VideoGen.Runtime.Tests")]
