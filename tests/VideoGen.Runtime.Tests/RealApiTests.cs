using VideoGen.LocalRuntime.Durable;
using VideoGen.Runtime.Tests.RealApi;

namespace VideoGen.Runtime.Tests;

/// <summary>
/// What compiles against LocalRuntime must compile against the real packages: every public or protected member outside our own namespaces
/// exists there with the same signature, and what a derived class must override there is abstract here as well.
/// </summary>
public sealed class RealApiTests
{
    /// <summary>Types that the listing does not have, and why they are right all the same.</summary>
    static readonly Dictionary<string, string> NotListed = new()
    {
        ["Grpc.Core.RpcException"] = "from Grpc.Core.Api; the listing covers the Functions and Durable packages",
        ["Grpc.Core.StatusCode"] = "as RpcException",
        ["Grpc.Core.Status"] = "as RpcException",
        ["DurableTask.Core.Exceptions.OrchestrationAlreadyExistsException"] = "from DurableTask.Core, which the listing does not cover",
        ["Microsoft.Azure.Functions.Worker.BindingDirection"] = "listed only as the type of BindingMetadata.Direction: In = 0, Out = 1",
    };

    static readonly IReadOnlyDictionary<string, ApiType> Real = ApiListing.Read();

    static readonly IReadOnlyList<Type> Foreign = [.. typeof(IDurableFunctions).Assembly.GetExportedTypes()
        .Where(type => !type.Namespace!.StartsWith("VideoGen.", StringComparison.Ordinal))];

    static readonly IReadOnlyList<Type> Ours = [.. Foreign.Where(type => !NotListed.ContainsKey(ApiText.FullName(type)))];

    public static TheoryData<string> TypeNames => [.. Ours.Select(ApiText.FullName)];

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Type_OfOurs_IsDeclaredAsTheRealOne(string name)
    {
        var ours = ApiText.Describe(Find(name));

        Real.Should().ContainKey(name, "only types of the real packages belong in their namespaces");
        ours.Kind.Should().Be(Real[name].Kind);
        ours.Bases.Where(type => type != "Attribute").Should().BeSubsetOf(Real[name].Bases);
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Members_OfOurs_ExistWithTheSameSignature(string name)
    {
        ApiText.Describe(Find(name)).Members.Should().BeSubsetOf(Real[name].Members);
    }

    [Theory]
    [MemberData(nameof(TypeNames))]
    public void Members_ThatDerivedClassesMustOverride_AreAbstractHereToo(string name)
    {
        var type = Find(name);
        var required = Real[name].Members.Where(member => type.IsInterface || member.Split(' ').Contains("abstract"));

        required.Should().BeSubsetOf(ApiText.Describe(type).Members);
    }

    [Fact]
    public void Listing_HasOnlyTypesThatWeHave()
    {
        Real.Keys.Should().BeSubsetOf(Ours.Select(ApiText.FullName), "lines that nothing is compared with say nothing");
    }

    [Fact]
    public void NotListed_HasOnlyTypesThatWeHave()
    {
        NotListed.Keys.Should().BeSubsetOf(Foreign.Select(ApiText.FullName));
    }

    static Type Find(string name) => Ours.Single(type => ApiText.FullName(type) == name);
}
