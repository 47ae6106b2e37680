using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Tests.Providers;

public sealed class ProviderFailureTests
{
    [Fact]
    public void Code_OfEveryFault_IsCalledLikeIt()
        => Enum.GetValues<ProviderFault>().Select(fault => new ProviderFailure(fault, "No.").Code.ToString()).Should().Equal(Enum.GetNames<ProviderFault>());
}
