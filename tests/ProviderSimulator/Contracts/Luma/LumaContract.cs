using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Contracts.Luma;

/// <summary>
/// Luma Agents: create and get a generation; there is no list, no delete and no callback. docs.agents.lumalabs.ai,
/// luma-agents-python.
/// </summary>
public sealed class LumaContract(Calls calls, Pictures pictures, RenderFarm farm) : Contract
{
    static readonly string[] Ratios = ["3:1", "2:1", "21:9", "16:9", "3:2", "4:3", "1:1", "3:4", "2:3", "9:16", "9:21", "1:2", "1:3"];

    public override string Provider => "luma";

    public override void Map(RouteGroupBuilder routes)
    {
        routes.AddEndpointFilter((context, next) =>
        {
            Sign(context.HttpContext);
            return next(context);
        });
        routes.MapPost("/v1/generations", (HttpRequest request) => CreateAsync(request.HttpContext));
        routes.MapGet("/v1/generations/{id}", (HttpContext http, string id)
            => calls.StatusAsync(http, this, id, job => Results.Json(View(job))));
    }

    public override bool HasKey(HttpRequest request, string key) => HasBearer(request, key);

    public override IResult Refuse(Refusal refusal) => Answers.Refuse(
        refusal.Kind switch
        {
            RefusalKind.WrongKey => 401,
            RefusalKind.OutOfCredit => 402,
            RefusalKind.AccountBlocked => 403,
            RefusalKind.NotFound or RefusalKind.ModelRetired => 404,
            RefusalKind.TooLarge => 413,
            RefusalKind.Invalid or RefusalKind.PromptModerated => 422,
            RefusalKind.TooManyRequests or RefusalKind.TooManyJobs or RefusalKind.DailyCap => 429,
            RefusalKind.Unavailable => 503,
            _ => 500,
        }, new JsonObject { ["detail"] = refusal.Message }, refusal.RetryAfterSeconds);

    /// <summary>The id is tracing only: it makes no two creates one.</summary>
    void Sign(HttpContext http)
    {
        var id = http.Request.Headers["X-Request-Id"];
        http.Response.Headers["X-Request-Id"] = id.Count > 0 ? id : Guid.NewGuid().ToString();
        http.Response.Headers["X-API-Version"] = "2026-04-01";
        if (HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers["X-RateLimit-Limit"] = $"{farm.LimitsOf(Provider).PerMinute}";
        }
    }

    async Task<IResult> CreateAsync(HttpContext http)
    {
        var body = await Fields.ReadAsync(http.Request);
        var model = body.RequiredText("model");
        if (model != "ray-3.2")
        {
            throw new RefusedException(new Refusal(RefusalKind.ModelRetired, $"Model '{model}' is not available.", "model"));
        }

        body.RequiredOneOf("type", "video");
        var prompt = body.RequiredText("prompt", longest: 5000);
        var ratio = body.OneOf("aspect_ratio", Ratios) ?? "16:9";
        body.Ignore("user_id");
        var video = await VideoAsync(body.Object("video"));
        body.End();

        var clip = ClipSpec.Of(int.Parse(video.Resolution[..^1], System.Globalization.CultureInfo.InvariantCulture), ratio, video.Seconds,
            video.Frame);
        var order = new Order(Provider, model, prompt, clip, Prices.Luma(video.Resolution, video.Seconds), BadInput: video.IsBad);
        return await calls.CreateAsync(http, this, order, job => Results.Json(View(job), statusCode: 201));
    }

    async Task<(string Resolution, int Seconds, byte[]? Frame, bool IsBad)> VideoAsync(Fields? video)
    {
        if (video is null)
        {
            return ("720p", 5, null, false);
        }

        var resolution = video.OneOf("resolution", "360p", "540p", "720p", "1080p") ?? "720p";
        var isLong = (video.OneOf("duration", "5s", "10s") ?? "5s") == "10s";
        var loops = video.Flag("loop") ?? false;
        if ((video.Flag("hdr") ?? false) || (video.Flag("exr_export") ?? false))
        {
            throw RefusedException.Invalid(video.Path("hdr"), "HDR needs an access that this account does not have.");
        }

        var (start, end, keyframes) = (video.Object("start_frame"), video.Object("end_frame"), video.Objects("keyframes"));
        Refuse(loops && isLong, "loop", "loop is not supported with a duration of 10s.");
        Refuse(loops && (end is not null || keyframes is not null), "loop", "loop is not supported with end_frame or keyframes.");
        Refuse(isLong && (start is not null || end is not null), "start_frame",
            "start_frame and end_frame are not supported with a duration of 10s; use keyframes.");
        Refuse(keyframes is not null && (start is not null || end is not null), "keyframes",
            "keyframes exclude start_frame and end_frame.");
        var indexes = video.Array("keyframe_indexes");
        Refuse((keyframes?.Count ?? 0) != (indexes?.Count ?? 0), "keyframe_indexes", "keyframe_indexes must match keyframes in length.");
        Refuse(keyframes?.Count is < 1 or > 64, "keyframes", "There are 1 to 64 keyframes.");
        Refuse(indexes?.Any(node => node?.GetValueKind() != System.Text.Json.JsonValueKind.Number) ?? false, "keyframe_indexes",
            "keyframe_indexes are numbers.");
        video.End();

        byte[]? first = null;
        var isBad = false;
        foreach (var frame in new[] { start, end }.Concat(keyframes ?? []).OfType<Fields>())
        {
            var picture = await PictureAsync(frame);
            isBad |= !Pictures.IsPicture(picture);
            first ??= frame == end ? null : picture;
        }

        return (resolution, isLong ? 10 : 5, isBad ? null : first, isBad);

        void Refuse(bool when, string field, string message)
        {
            if (when)
            {
                throw RefusedException.Invalid(video.Path(field), message);
            }
        }
    }

    /// <summary>By address or inline; other generations and uploaded files are not simulated.</summary>
    async Task<byte[]> PictureAsync(Fields frame)
    {
        var (url, data, type) = (frame.Text("url"), frame.Text("data"), frame.Text("media_type"));
        frame.End();
        return (url, data) switch
        {
            ({ } address, null) => await pictures.FetchAsync(address, frame.Path("url")),
            (null, { } inline) when type is not null => Pictures.Decode(inline, frame.Path("data")),
            (null, not null) => throw RefusedException.Invalid(frame.Path("media_type"),
                $"{frame.Path("media_type")} is required with data."),
            _ => throw RefusedException.Invalid(frame.Path("url"), "Provide exactly one of url and data."),
        };
    }

    JsonObject View(Job job) => new()
    {
        ["id"] = job.Id,
        ["type"] = "video",
        ["model"] = job.Order.Model,
        ["state"] = Calls.StateWord(job, state => state switch
        {
            JobState.Queued or JobState.Throttled => "queued",
            JobState.Running => "processing",
            JobState.Completed => "completed",
            _ => "failed",
        }),
        ["created_at"] = Answers.Time(job.CreatedAt),
        ["output"] = calls.StatusLink(job) is { } link ? new JsonArray(new JsonObject { ["type"] = "video", ["url"] = link }) : [],
        ["failure_code"] = Answers.Code(job, failure => failure switch
        {
            Failure.InputModerated or Failure.OutputModerated => "content_moderated",
            Failure.BadInput => "unsupported_format",
            _ => "generation_failed",
        }),
        ["failure_reason"] = Answers.Reason(job),
    };
}
