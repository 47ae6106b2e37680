using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;

namespace VideoGen.Functions;

/// <summary>Deletes videos with all that is theirs. What they have cost stays in the ledger.</summary>
public sealed class DeleteFunctions(VideoRemoval removal)
{
    const int Most = 100;

    /// <summary>Each waits for its work to end; a few at once wait together.</summary>
    const int AtOnce = 8;

    [Function(nameof(DeleteVideo))]
    [Needs(Scope.Plan)]
    public async Task<IResult> DeleteVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/videos/{id:guid}")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
        => await removal.DeleteAsync(durable, id, Caller.Of(request).WorkspaceId, cancellationToken) is { } receipt
            ? JsonBody.Ok(receipt)
            : Problems.NotFound("video", id);

    /// <summary>200 also when some are not there: each id has its own answer.</summary>
    [Function(nameof(DeleteVideos))]
    [Needs(Scope.Plan)]
    public async Task<IResult> DeleteVideos(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/delete")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<Deletion>(request, cancellationToken);
        if (input.Ids.Count is 0 or > Most)
        {
            return Problems.Invalid([new("ids", $"Name 1 to {Most} videos; there are {input.Ids.Count}.")]);
        }

        var ids = input.Ids.Distinct().ToList();
        var receipts = new DeletionReceipt?[ids.Count];
        await Parallel.ForAsync(0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (i, token)
            => receipts[i] = await removal.DeleteAsync(durable, ids[i], Caller.Of(request).WorkspaceId, token));
        return JsonBody.Ok(new { Items = ids.Select((id, i) => DeletionView.Of(id, receipts[i])) });
    }
}

/// <summary>Body of POST /api/v1/videos/delete.</summary>
public sealed record Deletion(IReadOnlyList<Guid> Ids);

/// <summary>What became of one of many.</summary>
public sealed record DeletionView(Guid Id, bool Deleted, DeletionReceipt? Receipt, DeletionProblem? Problem)
{
    public static DeletionView Of(Guid id, DeletionReceipt? receipt) => receipt is null
        ? new(id, false, null, new("video_not_found", $"There is no video {id}."))
        : new(id, true, receipt, null);
}

public sealed record DeletionProblem(string Code, string Detail);
