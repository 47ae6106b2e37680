using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using VideoGen.Runtime.Conformance.Tests.Hosts;

namespace VideoGen.Runtime.Conformance.Tests;

/// <summary>Queries and purges see all instances of a store; here nobody else has any in it.</summary>
public sealed class StoreTests(StoreTests.OwnHost host) : ConformanceTest(host), IClassFixture<StoreTests.OwnHost>
{
    const string Quick = nameof(StartTests.Functions.Reverses);

    [Fact]
    public async Task GetAll_ByStatusAndPrefixInPages_ListsEachOnce()
    {
        await StartManyAsync("a-", 5);
        await RunAsync(Quick, "x", "b-0");
        await StartAsync(nameof(ControlTests.Functions.Waits), null, "a-waits");

        var query = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Completed], InstanceIdPrefix: "a-", PageSize: 2, FetchInputsAndOutputs: true);
        var found = new List<string>();
        await foreach (var page in Client.GetAllInstancesAsync(query).AsPages().WithCancellation(Patience))
        {
            page.Values.Should().HaveCountLessThanOrEqualTo(2);
            found.AddRange(page.Values.Select(instance => $"{instance.InstanceId}={instance.ReadOutputAs<string>()}"));
        }

        found.Should().BeEquivalentTo("a-0=0", "a-1=1", "a-2=2", "a-3=3", "a-4=4");
    }

    [Fact]
    public async Task GetAll_FromAContinuationToken_GoesOnThere()
    {
        await StartManyAsync("t-", 5);
        var query = new OrchestrationQuery(InstanceIdPrefix: "t-", PageSize: 3);

        Page<OrchestrationMetadata>? first = null;
        await foreach (var page in Client.GetAllInstancesAsync(query).AsPages().WithCancellation(Patience))
        {
            first = page;
            break;
        }

        var rest = await ListAsync(query with { ContinuationToken = first!.ContinuationToken });

        first.Values.Should().HaveCount(3);
        first.Values.Select(instance => instance.InstanceId).Concat(rest).Should().BeEquivalentTo("t-0", "t-1", "t-2", "t-3", "t-4");
    }

    [Fact]
    public async Task GetAll_ByTimeOfCreation_LeavesTheOthersOut()
    {
        await StartManyAsync("made1-", 2);
        var between = (await Client.GetInstanceAsync("made1-1", Patience))!.CreatedAt.AddTicks(10);
        await StartManyAsync("made2-", 2);

        var later = await ListAsync(new OrchestrationQuery(CreatedFrom: between, InstanceIdPrefix: "made"));
        var earlier = await ListAsync(new OrchestrationQuery(CreatedTo: between, InstanceIdPrefix: "made"));

        later.Should().BeEquivalentTo("made2-0", "made2-1");
        earlier.Should().BeEquivalentTo("made1-0", "made1-1");
    }

    [Fact]
    public async Task GetAll_WithoutPayloads_DoesNotReadThem()
    {
        await StartManyAsync("p-", 1);

        await foreach (var found in Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: "p-")).WithCancellation(Patience))
        {
            found.RuntimeStatus.Should().Be(OrchestrationRuntimeStatus.Completed);
            found.Invoking(instance => instance.ReadInputAs<string>()).Should().Throw<InvalidOperationException>();
            found.Invoking(instance => instance.ReadOutputAs<string>()).Should().Throw<InvalidOperationException>();
        }
    }

    [Fact]
    public async Task Purge_FinishedInstance_ForgetsItOnce()
    {
        var id = (await RunAsync(Quick, "x")).InstanceId;

        (await Client.PurgeInstanceAsync(id, Patience)).PurgedInstanceCount.Should().Be(1);
        (await Client.PurgeInstanceAsync(id, Patience)).PurgedInstanceCount.Should().Be(0);
        (await Client.GetInstanceAsync(id, Patience)).Should().BeNull();
        Result<string>(await RunAsync(Quick, "xy", id)).Should().Be("yx", "the id is free again");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Purge_Parent_TakesChildrenAlongOnlyWhenRecursive(bool recursive)
    {
        Assert.SkipUnless(RuntimeHost.Backend.HasRecursion || !recursive, "This backend purges one instance at a time.");
        var id = (await RunAsync(nameof(SubOrchestrationTests.Functions.Nested), 2)).InstanceId;

        var purged = await Client.PurgeInstanceAsync(id, new PurgeInstanceOptions(recursive), Patience);

        purged.PurgedInstanceCount.Should().Be(recursive ? 3 : 1);
        (await Client.GetInstanceAsync($"{id}-1-0", Patience) is null).Should().Be(recursive);
    }

    [Fact]
    public async Task PurgeAll_ByStatusAndTime_LeavesTheRest()
    {
        await StartManyAsync("done-", 2);
        var failed = (await RunAsync(nameof(FailureTests.Functions.Throws))).InstanceId;
        var from = (await Client.GetInstanceAsync("done-0", Patience))!.CreatedAt.AddTicks(-10);
        var now = DateTimeOffset.UtcNow.AddMinutes(1);

        var none = await Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(from.AddDays(-2), from.AddDays(-1)), Patience);
        var two = await Client.PurgeAllInstancesAsync(
            new PurgeInstancesFilter(from, now, [OrchestrationRuntimeStatus.Completed]), Patience);

        none.PurgedInstanceCount.Should().Be(0);
        two.PurgedInstanceCount.Should().Be(2);
        (await Client.GetInstanceAsync("done-0", Patience)).Should().BeNull();
        (await Client.GetInstanceAsync(failed, Patience)).Should().NotBeNull();
    }

    async Task StartManyAsync(string prefix, int count)
    {
        foreach (var n in Enumerable.Range(0, count))
        {
            await RunAsync(Quick, $"{n}", $"{prefix}{n}");
        }
    }

    async Task<List<string>> ListAsync(OrchestrationQuery query)
    {
        var found = new List<string>();
        await foreach (var instance in Client.GetAllInstancesAsync(query).WithCancellation(Patience))
        {
            found.Add(instance.InstanceId);
        }

        return found;
    }

    public sealed class OwnHost : RuntimeHost;
}
