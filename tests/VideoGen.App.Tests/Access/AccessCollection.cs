namespace VideoGen.App.Tests.Access;

/// <summary>One app, which knows its callers, for all tests of access.</summary>
[CollectionDefinition(Name)]
public sealed class AccessCollection : ICollectionFixture<AccessFixture>
{
    public const string Name = "access";
}
