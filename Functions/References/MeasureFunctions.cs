using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.References;
using VideoGen.Infrastructure.Uploads;

namespace VideoGen.Functions;

/// <summary>Measures references from uploaded videos.</summary>
public sealed class MeasureFunctions(
    CatalogRepository catalog, UploadRepository uploads, UploadIntake intake, MeasuredReferences references, CatalogViews views,
    OrchestrationStarter starter)
{
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

        CatalogChecks.CheckText(errors, "title", input.Title, 1, CatalogChecks.LongestLine);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        if (await references.AddAsync(caller.WorkspaceId, input.Title.Trim(), input.UploadId,
            maySpend: input.Describe && caller.Scope >= Scope.Render, caller.ApiKeyId, cancellationToken) is not { } id)
        {
            return Problems.Invalid([new("upload_id", "This upload was used before; send the file again as a new upload.")]);
        }

        await starter.StartMeasuringAsync(durable, id, cancellationToken);
        return JsonBody.Accepted($"/api/v1/references/{id}", views.Of((await catalog.FindReferenceAsync(id, cancellationToken))!));
    }

    async Task<string?> FindUploadFaultAsync(Guid workspaceId, Guid uploadId, CancellationToken cancellationToken)
        => await uploads.FindAsync(workspaceId, uploadId, UploadKind.ReferenceVideo, cancellationToken) is { } upload
            ? await intake.FindFaultAsync(upload, cancellationToken)
            : "There is no such upload, or it was used or has expired; make one of kind reference_video with POST /api/v1/uploads.";
}
