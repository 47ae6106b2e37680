namespace VideoGen.App.Tests.Catalog;

/// <summary>One app for all tests of the catalog.</summary>
[CollectionDefinition(Name)]
public sealed class CatalogCollection : ICollectionFixture<AppFixture>
{
    public const string Name = "catalog";
}
