using System.Net;
using System.Text.Json.Nodes;
using Dapper;
using Npgsql;

namespace VideoGen.Testing;

/// <summary>Somebody who looks after a video: answers for scenes that ask, from the provider's own pages, and retries what failed.</summary>
public sealed class Person(NpgsqlDataSource database, SimulatorServer simulator)
{
    const string Plenty = "500.00";

    public int Resolved { get; private set; }

    public int Retried { get; private set; }

    /// <returns>The video as it is then.</returns>
    public async Task<JsonNode> LookAsync(ApiClient api, string id, string provider)
    {
        var video = await api.VideoAsync(id);
        foreach (var scene in video["scenes"]!.AsArray().Where(scene => scene!["waiting_for"]?.GetValue<string>() == "scene_resolution"))
        {
            await ResolveAsync(api, id, provider, scene!["number"]!.GetValue<int>());
        }

        if (video.Status() == "failed")
        {
            await api.PostAsync($"api/v1/videos/{id}/retry", new JsonObject { ["max_cost_usd"] = Plenty });
            Retried++;
        }

        return video;
    }

    async Task ResolveAsync(ApiClient api, string id, string provider, int scene)
    {
        var job = await FindAsync(Guid.Parse(id), provider, scene);
        var answer = await api.PostAsync($"api/v1/videos/{id}/scenes/{scene}/resolve", job is null
            ? new JsonObject { ["action"] = "resubmit", ["max_cost_usd"] = Plenty }
            : new JsonObject { ["action"] = "collect", ["provider_job_id"] = job });
        if (answer.Status == HttpStatusCode.Accepted)
        {
            Resolved++;
        }
    }

    /// <summary>The provider's job with the scene's picture that is none of those which the app knows.</summary>
    async Task<string?> FindAsync(Guid id, string provider, int scene)
    {
        await using var connection = await database.OpenConnectionAsync();
        var known = (await connection.QueryAsync<string>("select provider_job_id from render_jobs where provider_job_id is not null")).ToHashSet();
        var picture = await connection.QueryFirstAsync<string>(
            "select brief -> 'still' ->> 'visual_prompt' from render_jobs where video_id = @id and scene = @scene", new { id, scene });
        return (await simulator.JobsAsync(provider))
            .Where(job => job["text"]!.GetValue<string>().Contains(picture, StringComparison.Ordinal))
            .Select(job => job["id"]!.GetValue<string>())
            .LastOrDefault(job => !known.Contains(job));
    }
}
