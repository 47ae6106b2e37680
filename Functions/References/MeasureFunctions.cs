using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.References;
using VideoGen.Infrastructure.Uploads;

namespace VideoGen.Functions;

/// <summary>Measures references from uploaded videos, and looks after those whose orchestration never began or is gone.</summary>
public sealed class MeasureFunctions(
    CatalogRepository catalog, UploadRepository uploads, UploadIntake intake, MeasuredReferences references, CatalogViews views, ReferenceStarter starter,
    ILogger<MeasureFunctions> log)
{
    static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(20);

    [Function(nameof(MeasureNewReference))]
    [Needs(Scope.Plan)]
    public async Task<IResult> MeasureNewReference(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/references/measure")] HttpRequest request,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<MeasureInput>(request, cancellationToken);
        var caller = Caller.Of(request);
        var errors = new List<FieldError>();
        if (await FindUploadFaultAsync(caller.WorkspaceId, input.UploadId, cancellationToken) is { } fault)
        {
            errors.Add(new("upload_id", fault));
        }

        CatalogRules.CheckText(errors, "title", input.Title, 1, CatalogRules.LongestLine);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        if (await references.AddAsync(caller.WorkspaceId, input.Title.Trim(), input.UploadId,
            maySpend: input.Describe && caller.Scope >= Scope.Render, caller.ApiKeyId, cancellationToken) is not { } id)
        {
            return Problems.Invalid([new("upload_id", "This upload was used before; send the file again as a new upload.")]);
        }

        await starter.StartAsync(durable, id, cancellationToken);
        return JsonBody.Accepted($"/api/v1/references/{id}", views.Of((await catalog.FindReferenceAsync(id, cancellationToken))!));
    }

    [Function(nameof(WatchReferences))]
    public async Task WatchReferences(
        [TimerTrigger("*/30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient durable, CancellationToken cancellationToken)
    {
        foreach (var id in await references.ListMeasuringAsync(StartsWithin, cancellationToken))
        {
            var instance = await durable.GetInstanceAsync(MeasureTurn.InstanceId(id), cancellationToken);
            if (instance is null)
            {
                log.LogWarning("The measuring of reference {ReferenceId} was stored and has not begun", id);
                await starter.StartAsync(durable, id, cancellationToken);
            }
            else if (instance.IsCompleted)
            {
                log.LogError("Reference {ReferenceId} is being measured and its orchestration is {Status}", id, instance.RuntimeStatus);
                await references.FailAsync(id, new("orchestration_lost", "The measuring stopped without a word. Upload the video again."), cancellationToken);
            }
        }
    }

    async Task<string?> FindUploadFaultAsync(Guid workspaceId, Guid uploadId, CancellationToken cancellationToken)
        => await uploads.FindAsync(workspaceId, uploadId, UploadKind.ReferenceVideo, cancellationToken) is { } upload
            ? await intake.FindFaultAsync(upload, cancellationToken)
            : "There is no such upload, or it was used or has expired; make one of kind reference_video with POST /api/v1/uploads.";
}
