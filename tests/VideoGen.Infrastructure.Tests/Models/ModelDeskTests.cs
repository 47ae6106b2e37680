using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;

namespace VideoGen.Infrastructure.Tests.Models;

public sealed class ModelDeskTests(ModelBench bench) : IClassFixture<ModelBench>
{
    static readonly ModelReply<PictureFile> Reply = ModelReply<PictureFile>.Done(new([1], "image/png"), new(Input: 100, Output: 1000));

    [Fact]
    public async Task Call_ForAPicture_IsClosedTogetherWithIt_SoThatAProcessThatDiesBeforeLosesTheWholeCall()
    {
        var run = await bench.VideoAsync(ModelBench.Brief(Language.English, "offline"));
        var whileKeeping = "";

        var outcome = await PaintAsync(run, async (_, costUsd) =>
        {
            whileKeeping = await StateAsync(run);
            await bench.Get<PictureRepository>().AddAsync(
                new() { Digest = "a picture", AssetKey = "pictures/1.png", Painter = "gemini", Model = "m", CostUsd = costUsd }, CancellationToken.None);
            return "a picture";
        });

        whileKeeping.Should().Be("calling without a picture");
        (await StateAsync(run)).Should().Be("answered with a picture");
        outcome.CostUsd.Should().BePositive().And.Be((await bench.Get<PictureRepository>().FindManyAsync(["a picture"], CancellationToken.None))["a picture"].CostUsd);
    }

    [Fact]
    public async Task Call_ForAPictureThatCannotBeStored_IsClosedAtWhatItCost()
    {
        var run = await bench.VideoAsync(ModelBench.Brief(Language.English, "offline"));
        var usual = await PaintAsync(run, keep: null);

        await this.Invoking(_ => PaintAsync(run, (_, _) => throw new IOException("the store is full"))).Should().ThrowAsync<IOException>();

        (await bench.CostAsync(run)).Should().Be(2 * usual.CostUsd);
        (await StateAsync(run)).Should().Be("failed without a picture as internal_error");
    }

    Task<ModelOutcome<PictureFile>> PaintAsync(RunKey run, Func<PictureFile, decimal, Task<string>>? keep)
    {
        var choice = bench.Get<ModelCatalog>().FindImage("gemini")!;
        return bench.Get<ModelDesk>().CallAsync(
            new(run, ModelCallKind.Still, "a look"), choice.Service.Service, choice.Model, new(Input: 100, Output: 2000), _ => Task.FromResult(Reply),
            CancellationToken.None, keep);
    }

    /// <summary>Of the last call.</summary>
    async Task<string> StateAsync(RunKey run)
    {
        await using var connection = await bench.Get<NpgsqlDataSource>().OpenConnectionAsync();
        return (await connection.QueryFirstAsync<string>("""
            select state || coalesce(' with ' || picture, ' without a picture') || coalesce(' as ' || code, '')
              from model_calls
             where video_id = @VideoId
             order by created_at desc
            """, run))!;
    }
}
