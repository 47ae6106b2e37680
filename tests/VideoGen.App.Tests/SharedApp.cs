[assembly: AssemblyFixture(typeof(VideoGen.App.Tests.SharedApp))]

namespace VideoGen.App.Tests;

/// <summary>One app for all tests that leave it as it is and look at nothing but their own; the others have one of theirs.</summary>
public sealed class SharedApp : AppFixture;
