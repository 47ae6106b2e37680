using System.Globalization;
using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Contracts.LumaDreamMachine;

/// <summary>
/// Luma's older API: generations with a list that repeats their requests, and callbacks. lumalabs/lumaai-api openapi.yaml.
/// </summary>
public sealed class LumaDreamMachineContract(Calls calls, Pictures pictures, RenderFarm farm, Callbacks.CallbackSender sender) : Contract
{
    readonly LumaCallbacks _callbacks = new(sender);

    public override string Provider => "luma_dream_machine";

    public override void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/v1/ping", () => Results.Json(new JsonObject { ["message"] = "pong" }));
        routes.MapGet("/v1/credits", () => Results.Json(new JsonObject { ["credit_balance"] = farm.Balance(Provider) * 100 }));
        // Documentation and forum show the second; the OpenAPI has the first.
        routes.MapPost("/v1/generations/video", (HttpRequest request) => CreateAsync(request.HttpContext));
        routes.MapPost("/v1/generations", (HttpRequest request) => CreateAsync(request.HttpContext));
        routes.MapGet("/v1/generations", List);
        routes.MapGet("/v1/generations/{id}", (HttpContext http, string id)
            => calls.StatusAsync(http, this, id, job => Results.Json(View(job, calls.StatusLink(job)))));
        routes.MapDelete("/v1/generations/{id}", Delete);
    }

    public override bool HasKey(HttpRequest request, string key) => HasBearer(request, key);

    public override IResult Refuse(Refusal refusal) => Answers.Refuse(
        refusal.Kind switch
        {
            RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.PromptModerated => 400,
            RefusalKind.WrongKey => 401,
            RefusalKind.OutOfCredit => 402,
            RefusalKind.AccountBlocked => 403,
            RefusalKind.NotFound or RefusalKind.ModelRetired => 404,
            RefusalKind.TooManyRequests or RefusalKind.TooManyJobs or RefusalKind.DailyCap => 429,
            RefusalKind.Unavailable => 503,
            _ => 500,
        },
        new JsonObject { ["detail"] = refusal.Kind == RefusalKind.PromptModerated ? "Contains blacklisted words" : refusal.Message },
        refusal.RetryAfterSeconds);

    public override Task OnMovedAsync(Job job)
        => job.Order.CallbackUrl is null ? Task.CompletedTask
            : _callbacks.SendAsync(job, state => View(job, state == JobState.Completed ? calls.Link(job) : null, state).ToJsonString());

    IResult List(int? limit, int? offset)
    {
        var (size, start) = (limit ?? 10, offset ?? 0);
        if (size is < 1 or > 100 || start < 0)
        {
            return Refuse(new Refusal(RefusalKind.Invalid, "limit is 1 to 100, offset 0 or more.", "limit"));
        }

        var all = farm.Of(Provider).ToList();
        return Results.Json(new JsonObject
        {
            ["has_more"] = start + size < all.Count,
            ["count"] = all.Count,
            ["limit"] = size,
            ["offset"] = start,
            ["generations"] = new JsonArray([.. all.Skip(start).Take(size).Select(job => View(job, calls.Link(job)))]),
        });
    }

    IResult Delete(string id)
    {
        if (farm.Find(Provider, id) is not { } job)
        {
            return Refuse(Calls.NotFound(id));
        }

        job.IsDeleted = true;
        return Results.NoContent();
    }

    async Task<IResult> CreateAsync(HttpContext http)
    {
        var body = await Fields.ReadAsync(http.Request);
        var model = body.RequiredOneOf("model", "ray-2", "ray-flash-2");
        body.OneOf("generation_type", "video");
        var ratio = body.OneOf("aspect_ratio", "1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21") ?? "16:9";
        var resolution = body.OneOf("resolution", "540p", "720p", "1080p", "4k") ?? "720p";
        var seconds = body.OneOf("duration", "5s", "9s") == "9s" ? 9 : 5;
        var loops = body.Flag("loop") ?? false;
        var callback = body.Text("callback_url");
        body.Ignore("concepts");

        var keyframes = body.Object("keyframes");
        var (first, last) = (Frame.Of(keyframes?.Object("frame0")), Frame.Of(keyframes?.Object("frame1")));
        keyframes?.End();
        var hasPicture = first?.Url is not null || last?.Url is not null;
        var prompt = body.Text("prompt", longest: 5000, shortest: 3);
        body.End();
        if (prompt is null && !hasPicture)
        {
            throw RefusedException.Invalid("prompt", "Prompt is required when no image keyframe is provided.");
        }

        // Also: both frames, extending backwards, and interpolation.
        if (loops && last is not null)
        {
            throw RefusedException.Invalid("loop", "Loop is not supported with an end frame.");
        }

        var (picture, isBad) = await FetchAsync(first, last);
        var shortSide = resolution == "4k" ? 2160 : int.Parse(resolution[..^1], CultureInfo.InvariantCulture);
        var order = new Order(Provider, model, prompt ?? "", ClipSpec.Of(shortSide, ratio, seconds, picture),
            Prices.LumaDreamMachine(model, resolution, seconds), CallbackUrl: callback, Request: body.Json, BadInput: isBad);
        return await calls.CreateAsync(http, this, order, job => Results.Json(View(job, calls.Link(job)), statusCode: 201));
    }

    /// <summary>A picture that cannot be read is found out by the job, not by the create.</summary>
    async Task<(byte[]? First, bool IsBad)> FetchAsync(Frame? first, Frame? last)
    {
        byte[]? picture = null;
        foreach (var frame in new[] { last, first }.OfType<Frame>())
        {
            if (frame.Generation is { } id && farm.Find(Provider, id) is null)
            {
                throw new RefusedException(Calls.NotFound(id));
            }

            try
            {
                picture = frame.Url is { } url ? await pictures.FetchAsync(url, "keyframes") : null;
            }
            catch (RefusedException)
            {
                return (null, true);
            }

            if (picture is not null && !Pictures.IsPicture(picture))
            {
                return (null, true);
            }
        }

        return (picture, false);
    }

    /// <param name="state">As the job was then; <see langword="null"/> for as it is.</param>
    static JsonObject View(Job job, string? link, JobState? state = null)
    {
        var request = (JsonObject)job.Order.Request!.DeepClone();
        request["generation_type"] = "video";
        return new JsonObject
        {
            ["id"] = job.Id,
            ["generation_type"] = "video",
            ["state"] = state is { } told ? Word(told) : Calls.StateWord(job, Word),
            ["failure_reason"] = state is null or JobState.Failed ? Answers.Code(job, _ => Answers.Reason(job)!) : null,
            ["created_at"] = Answers.Time(job.CreatedAt),
            ["assets"] = link is null ? null : new JsonObject { ["video"] = link, ["image"] = null, ["progress_video"] = null },
            ["model"] = job.Order.Model,
            ["request"] = request,
        };
    }

    static string Word(JobState state) => state switch
    {
        JobState.Queued or JobState.Throttled => "queued",
        JobState.Running => "dreaming",
        JobState.Completed => "completed",
        _ => "failed",
    };

    sealed record Frame(string? Url, string? Generation)
    {
        public static Frame? Of(Fields? fields)
        {
            if (fields is null)
            {
                return null;
            }

            var frame = fields.RequiredOneOf("type", "image", "generation") == "image"
                ? new Frame(fields.RequiredText("url"), null)
                : new Frame(null, fields.RequiredText("id"));
            fields.End();
            return frame;
        }
    }
}
