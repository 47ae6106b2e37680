namespace VideoGen.App.Tests.Providers;

/// <summary>Tests that share one app with scripted providers; one after the other, since each says what the providers do.</summary>
[CollectionDefinition(Name)]
public sealed class PipelineTests : ICollectionFixture<PipelineFixture>
{
    public const string Name = "pipeline";
}
