using Dapper;
using Npgsql;
using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;

namespace VideoGen.Infrastructure.Tests.Models;

public sealed class ModelDeskTests(ModelBench bench) : IClassFixture<ModelBench>
{
    [Fact]
    public async Task Call_ForAPicture_IsClosedTogetherWithIt_SoThatAProcessThatDiesBeforeLosesTheWholeCall()
    {
        var run = await bench.VideoAsync(ModelBench.Brief(Language.English, "offline"));
        var choice = bench.Get<ModelCatalog>().FindImage("gemini")!;
        var reply = ModelReply<PictureFile>.Done(new([1], "image/png"), new(Input: 100, Output: 1000));
        var whileKeeping = "";

        var outcome = await bench.Get<ModelDesk>().CallAsync(
            new(run, ModelCallKind.Still, "a look"), choice.Service.Service, choice.Model, new(Input: 100, Output: 2000), _ => Task.FromResult(reply), CancellationToken.None,
            async (_, costUsd) =>
            {
                whileKeeping = await StateAsync(run);
                await bench.Get<PictureRepository>().AddAsync(
                    new() { Digest = "a picture", AssetKey = "pictures/1.png", Painter = "gemini", Model = choice.Model.Id, CostUsd = costUsd }, CancellationToken.None);
                return "a picture";
            });

        whileKeeping.Should().Be("calling without a picture");
        (await StateAsync(run)).Should().Be("answered with a picture");
        outcome.CostUsd.Should().BePositive().And.Be((await bench.Get<PictureRepository>().FindManyAsync(["a picture"], CancellationToken.None))["a picture"].CostUsd);
    }

    async Task<string> StateAsync(RunKey run)
    {
        await using var connection = await bench.Get<NpgsqlDataSource>().OpenConnectionAsync();
        return (await connection.QuerySingleAsync<string>("select state || coalesce(' with ' || picture, ' without a picture') from model_calls where video_id = @VideoId", run))!;
    }
}
