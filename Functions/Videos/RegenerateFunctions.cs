using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using VideoGen.Domain;
using VideoGen.Functions.Access;
using VideoGen.Functions.Http;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Functions;

/// <summary>Makes a video anew: another one that names its origin, with other options or other words.</summary>
public sealed class RegenerateFunctions(
    VideoRepository videos, Regenerations regenerations, VideoProviders providers, ModelCatalog models, VideoViews views, VideoStarter starter)
{
    [Function(nameof(RegenerateVideo))]
    [Needs(Scope.Plan)]
    public async Task<IResult> RegenerateVideo(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/videos/{id:guid}/regenerate")] HttpRequest request,
        Guid id,
        [DurableClient] DurableTaskClient durable,
        CancellationToken cancellationToken)
    {
        var input = await JsonBody.ReadAsync<Regeneration>(request, cancellationToken);
        var origin = await videos.GetAsync(id, cancellationToken);
        var caller = Caller.Of(request);
        if (input.MaxCostUsd > 0)
        {
            caller.MustHave(Scope.Render, "A max_cost_usd above 0.00");
        }

        var options = Overlay(origin.Options, input.Options);
        var errors = options.Check([.. providers.Choices], models);
        errors.AddRange(CheckKept(input.Keep, origin.Options, options));
        if (CostLimit.Check(input.MaxCostUsd) is { } wrong)
        {
            errors.Add(wrong);
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        if ((input.Keep == Keep.Storyboard && origin.StoryboardRevision is null) || (input.Keep == Keep.Script && origin.ScriptRevision is null))
        {
            return Problems.Conflict("nothing_to_keep", $"This video has no {Spelling.Of(input.Keep)} yet; it is {Spelling.Of(origin.Status)}.");
        }

        if (await regenerations.AddAsync(
            NewId.For(request), id, input.Keep, options.ToOptions(models), input.MaxCostUsd ?? 0, caller.ApiKeyId, cancellationToken) is not { } anew)
        {
            return Problems.NotFound("video", id);
        }

        await starter.StartAsync(durable, new RunKey(anew, 1), cancellationToken);
        return await views.AcceptAsync(anew, cancellationToken);
    }

    /// <summary>The origin's options with those laid over them that are given.</summary>
    static OptionsInput Overlay(GenerationOptions origin, JsonObject? given)
    {
        var all = JsonSerializer.SerializeToNode(origin, DomainJson.Options)!.AsObject();
        foreach (var (name, value) in given ?? [])
        {
            all[name] = value?.DeepClone();
        }

        try
        {
            return all.Deserialize<OptionsInput>(DomainJson.Options)!;
        }
        catch (JsonException)
        {
            throw JsonFaults.Describe(JsonSerializer.SerializeToElement(all, DomainJson.Options), typeof(OptionsInput), "options");
        }
    }

    /// <summary>Words that are kept have their language and their length.</summary>
    static IEnumerable<FieldError> CheckKept(Keep keep, GenerationOptions origin, OptionsInput options)
    {
        if (keep != Keep.Nothing && options.DurationSeconds != origin.DurationSeconds)
        {
            yield return new("options.duration_seconds", $"The {Spelling.Of(keep)} that is kept lasts {origin.DurationSeconds} seconds; keep nothing, or leave this out.");
        }

        if (keep != Keep.Nothing && options.Language != origin.Language)
        {
            yield return new("options.language", $"The {Spelling.Of(keep)} that is kept is in {Spelling.Of(origin.Language)}; keep nothing, or leave this out.");
        }
    }
}

/// <summary>Body of POST /api/v1/videos/{id}/regenerate.</summary>
/// <param name="Options">Those that shall differ from the origin's.</param>
/// <param name="MaxCostUsd">As for a new video, but nothing when it is left out, also for writing and painting.</param>
public sealed record Regeneration(Keep Keep = Keep.Nothing, JsonObject? Options = null, decimal? MaxCostUsd = null);
