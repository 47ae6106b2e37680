using System.Globalization;
using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Contracts.Runway;

/// <summary>
/// Runway: tasks that are created, read and deleted; no list and no callbacks. runwayml/sdk-node 4.12, docs.dev.runwayml.com.
/// </summary>
public sealed class RunwayContract(Calls calls, Pictures pictures, RenderFarm farm, Bill bill, SimulatorOptions options) : Contract
{
    const string Version = "2024-11-06";
    readonly RunwayAccount _account = new(farm, bill);

    public override string Provider => "runway";

    public override void Map(RouteGroupBuilder routes)
    {
        routes.AddEndpointFilter((context, next) => context.HttpContext.Request.Headers["X-Runway-Version"] == Version
            ? next(context)
            : ValueTask.FromResult<object?>(Refuse(new Refusal(RefusalKind.Invalid, $"The header X-Runway-Version must be {Version}."))));
        routes.MapPost("/v1/text_to_video", (HttpRequest request) => CreateAsync(request.HttpContext, fromImage: false));
        routes.MapPost("/v1/image_to_video", (HttpRequest request) => CreateAsync(request.HttpContext, fromImage: true));
        routes.MapGet("/v1/tasks/{id}", (HttpContext http, string id) => calls.StatusAsync(http, this, id, job => Results.Json(View(job))));
        routes.MapDelete("/v1/tasks/{id}", Delete);
        routes.MapGet("/v1/organization", () => Results.Json(_account.View()));
        routes.MapPost("/v1/organization/usage", async (HttpRequest request)
            => Results.Json(_account.Usage(await Fields.ReadAsync(request))));
    }

    public override bool HasKey(HttpRequest request, string key) => HasBearer(request, key);

    public override IResult Refuse(Refusal refusal) => Answers.Refuse(
        refusal.Kind switch
        {
            RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.PromptModerated or RefusalKind.OutOfCredit => 400,
            RefusalKind.WrongKey => 401,
            RefusalKind.AccountBlocked => 403,
            RefusalKind.NotFound or RefusalKind.ModelRetired => 404,
            RefusalKind.TooManyRequests or RefusalKind.TooManyJobs or RefusalKind.DailyCap => 429,
            RefusalKind.Unavailable => 503,
            _ => 500,
        },
        new JsonObject
        {
            ["error"] = refusal.Kind == RefusalKind.OutOfCredit ? "You do not have enough credits to run this task." : refusal.Message,
        },
        refusal.RetryAfterSeconds);

    /// <summary>Cancels what is under way, and deletes what is not, with its output.</summary>
    IResult Delete(string id)
    {
        if (farm.Find(Provider, id) is not { } job)
        {
            return Refuse(Calls.NotFound(id));
        }

        job.IsDeleted = true;
        return Results.NoContent();
    }

    async Task<IResult> CreateAsync(HttpContext http, bool fromImage)
    {
        var body = await Fields.ReadAsync(http.Request);
        var name = body.RequiredText("model");
        var ratios = RunwayModel.Find(name) is not { } model ? [] : fromImage ? model.ImageRatios : model.TextRatios;
        if (ratios.Length == 0)
        {
            throw RefusedException.Invalid("model",
                $"'{name}' is no model of this endpoint; there are {string.Join(", ", RunwayModel.Names)}.");
        }

        model = RunwayModel.Find(name)!;
        var text = fromImage ? body.Text("promptText", longest: 1000) : body.RequiredText("promptText", longest: 1000);
        var ratio = body.RequiredOneOf("ratio", ratios);
        var seconds = body.Integer("duration", model.Durations[0], model.Durations[^1]) ?? (model.Durations is [var only] ? only : 0);
        if (!model.Durations.Contains(seconds))
        {
            throw RefusedException.Invalid("duration", $"duration must be one of {string.Join(", ", model.Durations)}.");
        }

        body.Integer("seed", 0, int.MaxValue);
        var moderation = body.Object("contentModeration");
        moderation?.OneOf("publicFigureThreshold", "auto", "low");
        moderation?.End();
        var audio = model.HasAudio && (body.Flag("audio") ?? true);
        if (model.HasAudio)
        {
            body.Ignore("negativePrompt");
        }

        var image = fromImage ? await new RunwayImages(pictures).ReadAsync(body) : null;
        body.End();
        var isBad = image is not null && !Pictures.IsPicture(image);
        var size = ratio.Split(':').Select(pixels => int.Parse(pixels, CultureInfo.InvariantCulture)).ToList();
        var clip = new ClipSpec(size[0], size[1], seconds, isBad ? null : image, audio);
        var order = new Order(Provider, name, text ?? "", clip, Prices.Runway(name, seconds, audio), BadInput: isBad);
        return await calls.CreateAsync(http, this, order, job => Results.Json(new JsonObject { ["id"] = job.Id }));
    }

    JsonObject View(Job job)
    {
        var view = new JsonObject
        {
            ["id"] = job.Id,
            ["createdAt"] = Answers.Time(job.CreatedAt),
            ["status"] = Calls.StateWord(job, state => state switch
            {
                JobState.Throttled => "THROTTLED",
                JobState.Queued => "PENDING",
                JobState.Running => "RUNNING",
                JobState.Completed => "SUCCEEDED",
                _ => "FAILED",
            }),
        };
        switch (job.State)
        {
            case JobState.Running:
                view["progress"] = Math.Round(job.Progress(options.RunTime), 2);
                break;
            case JobState.Completed:
                view["output"] = calls.StatusLink(job) is { } link ? new JsonArray(link) : [];
                break;
            case JobState.Failed:
                view["failure"] = Answers.Reason(job);
                view["failureCode"] = Answers.Code(job, failure => failure switch
                {
                    Failure.InputModerated => "SAFETY.INPUT.TEXT",
                    Failure.OutputModerated => "SAFETY.OUTPUT.VIDEO",
                    Failure.BadInput => "ASSET.INVALID",
                    _ => "INTERNAL.BAD_OUTPUT.CODE01",
                });
                break;
        }

        return view;
    }
}
