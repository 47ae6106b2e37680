using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Tests.Writing;

public sealed class WritingServicesTests
{
    [Fact]
    public void AddWriting_NothingElseRegistered_WritesOffline()
    {
        using var services = new ServiceCollection().AddWriting().BuildServiceProvider();

        services.GetRequiredService<IScriptWriter>().Should().BeOfType<OfflineScriptWriter>();
        services.GetRequiredService<IStoryboardArtist>().Should().BeOfType<OfflineStoryboardArtist>();
    }

    [Fact]
    public void AddWriting_AnotherWriterRegisteredBefore_LeavesIt()
    {
        var other = Substitute.For<IScriptWriter>();

        using var services = new ServiceCollection().AddSingleton(other).AddWriting().BuildServiceProvider();

        services.GetRequiredService<IScriptWriter>().Should().BeSameAs(other);
    }
}
