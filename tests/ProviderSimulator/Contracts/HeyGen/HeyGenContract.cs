using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Contracts.HeyGen;

/// <summary>
/// HeyGen v3: videos with idempotency keys, a list by title, and signed webhooks. developers.heygen.com, heygen-com/heygen-cli.
/// </summary>
public sealed class HeyGenContract(
    Calls calls, Pictures pictures, RenderFarm farm, IdempotencyKeys keys, HeyGenWebhooks webhooks) : Contract
{
    readonly HeyGenBody _body = new(pictures);

    public override string Provider => "heygen";

    public override void Map(RouteGroupBuilder routes)
    {
        routes.MapPost("/v3/videos", (HttpRequest request) => CreateAsync(request.HttpContext));
        routes.MapGet("/v3/videos", List);
        routes.MapGet("/v3/videos/statuses", Statuses);
        routes.MapGet("/v3/videos/{id}", (HttpContext http, string id)
            => calls.StatusAsync(http, this, id, job => Results.Json(new JsonObject { ["data"] = View(job, calls.StatusLink(job)) })));
        routes.MapDelete("/v3/videos/{id}", Delete);
        routes.MapGet("/v3/users/me", () => Results.Json(new JsonObject
        {
            ["data"] = new JsonObject
            {
                ["username"] = "simulator",
                ["wallet"] = new JsonObject { ["remaining_balance"] = farm.Balance(Provider), ["currency"] = "usd" },
            },
        }));
        HeyGenCatalog.Map(routes);
        webhooks.Map(routes);
    }

    public override bool HasKey(HttpRequest request, string key) => request.Headers["X-Api-Key"] == key || HasBearer(request, key);

    public override IResult Refuse(Refusal refusal)
    {
        var (status, code) = refusal.Kind switch
        {
            RefusalKind.Invalid or RefusalKind.TooLarge => (400, "invalid_parameter"),
            RefusalKind.PromptModerated => (400, "content_policy_violation"),
            RefusalKind.WrongKey => (401, "authentication_failed"),
            RefusalKind.OutOfCredit => (402, "insufficient_credit"),
            RefusalKind.AccountBlocked => (403, "account_suspended"),
            RefusalKind.NotFound => (404, "video_not_found"),
            RefusalKind.ModelRetired => (404, "engine_not_found"),
            RefusalKind.Conflict => (409, "request_in_progress"),
            RefusalKind.TooManyRequests or RefusalKind.TooManyJobs => (429, "rate_limit_exceeded"),
            RefusalKind.DailyCap => (429, "quota_exceeded"),
            RefusalKind.Unavailable => (503, "service_unavailable"),
            _ => (500, "internal_error"),
        };
        var error = new JsonObject { ["code"] = refusal.Code ?? code, ["message"] = refusal.Message, ["param"] = refusal.Field,
            ["doc_url"] = null };
        return Answers.Refuse(status, new JsonObject { ["error"] = error }, refusal.RetryAfterSeconds);
    }

    public override Task OnMovedAsync(Job job) => webhooks.OnMovedAsync(job, calls.Link(job));

    Task<IResult> CreateAsync(HttpContext http) => keys.OnceAsync(http.Request,
        async accepted => await calls.CreateAsync(http, this, await _body.ReadAsync(http.Request, Provider), Created, accepted), Created);

    static IResult Created(Job job) => Results.Json(new JsonObject
    {
        ["data"] = new JsonObject { ["video_id"] = job.Id, ["status"] = "waiting", ["output_format"] = "mp4" },
    });

    /// <summary>Newest first; the token is where the next page begins.</summary>
    IResult List(int? limit, string? token, string? title)
    {
        var size = limit ?? 10;
        var start = 0;
        if (size is < 1 or > 100 || (token is not null && !int.TryParse(token, out start)))
        {
            return Refuse(new Refusal(RefusalKind.Invalid, "limit is 1 to 100, and token is one of a page before.", "limit"));
        }

        var all = farm.Of(Provider).Where(job => title is null
            || job.Order.Title?.Contains(title, StringComparison.OrdinalIgnoreCase) == true).ToList();
        var end = start + size;
        return Results.Json(new JsonObject
        {
            ["data"] = new JsonArray([.. all.Skip(start).Take(size).Select(job => View(job, calls.Link(job)))]),
            ["has_more"] = end < all.Count,
            ["next_token"] = end < all.Count ? $"{end}" : null,
        });
    }

    IResult Statuses(string? video_ids)
    {
        string[] ids = video_ids?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (ids.Length is 0 or > 100)
        {
            return Refuse(new Refusal(RefusalKind.Invalid, "video_ids names 1 to 100 videos.", "video_ids"));
        }

        return Results.Json(new JsonObject
        {
            ["data"] = new JsonArray([.. ids.Select(id => new JsonObject
            {
                ["video_id"] = id,
                ["status"] = farm.Find(Provider, id) is { } job ? Word(job) : "not_found",
            })]),
        });
    }

    IResult Delete(string id)
    {
        if (farm.Find(Provider, id) is not { } job)
        {
            return Refuse(Calls.NotFound(id));
        }

        job.IsDeleted = true;
        return Results.Json(new JsonObject { ["data"] = new JsonObject { ["id"] = id } });
    }

    static string Word(Job job) => Calls.StateWord(job, state => state switch
    {
        JobState.Queued or JobState.Throttled => "pending",
        JobState.Running => "processing",
        JobState.Completed => "completed",
        _ => "failed",
    });

    static JsonObject View(Job job, string? link) => new()
    {
        ["id"] = job.Id,
        ["status"] = Word(job),
        ["title"] = job.Order.Title,
        ["created_at"] = job.CreatedAt.ToUnixTimeSeconds(),
        ["completed_at"] = job.State == JobState.Completed ? job.EndedAt?.ToUnixTimeSeconds() : null,
        ["video_url"] = link,
        ["thumbnail_url"] = null,
        ["gif_url"] = null,
        ["captioned_video_url"] = null,
        ["subtitle_url"] = null,
        ["duration"] = job.State == JobState.Completed ? job.Order.Clip.Seconds : null,
        ["folder_id"] = null,
        ["output_language"] = null,
        ["failure_code"] = Answers.Code(job, failure => failure is Failure.InputModerated or Failure.OutputModerated
            ? "content_policy_violation" : "internal_error"),
        ["failure_message"] = Answers.Reason(job),
        ["video_page_url"] = null,
    };
}
