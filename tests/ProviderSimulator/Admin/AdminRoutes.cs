using VideoGen.ProviderSimulator.Contracts;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Jobs;
using VideoGen.ProviderSimulator.Models;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Admin;

/// <summary>What tests and people ask the simulator itself; it takes no key.</summary>
public sealed class AdminRoutes(RenderFarm farm, Bill bill, FaultPlan faults, RequestCounts counts, ModelLog models)
{
    public void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/health", () => Results.Ok());
        routes.MapGet("/bill", () => Results.Json(AdminViews.Of(bill)));
        routes.MapGet("/jobs", () => Results.Json(AdminViews.Of(farm.Jobs)));
        routes.MapGet("/requests", () => Results.Json(AdminViews.Of(counts)));
        routes.MapDelete("/requests", () => Done(counts.Clear));
        routes.MapGet("/models", () => Results.Json(AdminViews.Of(models)));
        routes.MapDelete("/models", () => Done(models.Clear));
        routes.MapGet("/faults", () => Results.Json(AdminViews.Of(faults)));
        routes.MapPost("/faults", AddFaultAsync);
        routes.MapDelete("/faults", () => Done(faults.Clear));
        routes.MapPost("/limits", SetLimitsAsync);
    }

    async Task<IResult> AddFaultAsync(HttpRequest request)
    {
        var body = await Fields.ReadAsync(request);
        var name = body.RequiredText("fault");
        var kind = FaultKinds.Find(name)
            ?? throw RefusedException.Invalid("fault", $"There is no fault '{name}'; GET /admin/faults lists them.");
        var fault = new FaultRequest(kind, body.Text("provider"), body.Text("match"),
            // Null is for ever, and leaving it out is once.
            body.Json.ContainsKey("times") ? body.Integer("times", 1, int.MaxValue) : 1,
            body.Number("probability", 0, 1) ?? 1, body.Number("seconds", 0, 86_400) ?? 2, body.Text("code"));
        body.Ignore("times");
        body.End();
        faults.Add(fault);
        return Results.Json(AdminViews.Of(fault), statusCode: 201);
    }

    async Task<IResult> SetLimitsAsync(HttpRequest request)
    {
        var body = await Fields.ReadAsync(request);
        var provider = body.RequiredOneOf("provider", Simulator.Providers);
        var limits = farm.LimitsOf(provider);
        farm.SetLimits(provider, limits with
        {
            Concurrent = body.Integer("concurrent", 0, 10_000) ?? limits.Concurrent,
            PerMinute = body.Integer("per_minute", 0, 100_000) ?? limits.PerMinute,
            PerDay = body.Integer("per_day", 0, 1_000_000) ?? limits.PerDay,
        });
        body.End();
        return Results.NoContent();
    }

    static IResult Done(Action action)
    {
        action();
        return Results.NoContent();
    }
}
