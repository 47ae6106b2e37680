using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Functions;

/// <summary>A provider as the API shows it.</summary>
/// <param name="Kind">video, as there are writers and painters beside them.</param>
/// <param name="MaxConcurrent">Jobs under way at once, over all videos.</param>
/// <param name="MaxPerMinute">Submits in 60 seconds, over all videos.</param>
public sealed record ProviderView(
    string Name, string Kind, AvailabilityView Availability, int MaxConcurrent, int? MaxPerMinute, bool SendsWebhooks, bool CanCancel, IReadOnlyList<ModelView> Models)
{
    public static ProviderView Of(IVideoProvider provider, IReadOnlyList<ProviderCircuit> circuits, DateOnly today)
    {
        var own = circuits.Where(circuit => circuit.Provider == provider.Name).ToList();
        var contract = provider.Contract;
        return new(provider.Name, "video", AvailabilityView.Of(own.FirstOrDefault(circuit => circuit.Model.Length == 0)),
            contract.MaxConcurrent, contract.MaxPerMinute, contract.SendsWebhooks, contract.CanCancel,
            [.. provider.Models.Select((model, i) => ModelView.Of(provider.Name, model, isFirst: i == 0, own.FirstOrDefault(circuit => circuit.Model == model.Id), today))]);
    }
}

/// <param name="Reason">Why it is not called: a fault such as out_of_credit or unavailable.</param>
/// <param name="Until">When it is tried again.</param>
/// <param name="ThrottledUntil">It is called again then; until then scenes wait.</param>
public sealed record AvailabilityView(
    bool Available, string? Reason, string? Message, DateTime? Since, DateTime? Until, DateTime? ThrottledUntil)
{
    public static AvailabilityView Of(ProviderCircuit? circuit) => circuit is null
        ? new(true, null, null, null, null, null)
        : new(circuit.Fault is null, circuit.Fault, circuit.Message, circuit.OpenedAt, circuit.OpenUntil,
            circuit.ThrottledFor > TimeSpan.Zero ? circuit.ThrottledUntil : null);
}

/// <param name="Choice">How a video names it in <c>options.providers</c>.</param>
/// <param name="Durations">Seconds that can be ordered; empty when the length follows from the narration.</param>
/// <param name="Sunset">The last day on which it is served.</param>
/// <param name="Warning">That this day is near or behind.</param>
public sealed record ModelView(
    string Id,
    string Choice,
    AvailabilityView Availability,
    ImageInput ImageInput,
    bool SpeaksNarration,
    IReadOnlyList<double> Durations,
    IReadOnlyList<AspectRatio> AspectRatios,
    IReadOnlyList<Resolution> Resolutions,
    IReadOnlyList<ModelPrice> Prices,
    DateOnly? Sunset,
    string? Warning)
{
    const int WarnDays = 60;

    public static ModelView Of(string provider, ProviderModel model, bool isFirst, ProviderCircuit? circuit, DateOnly today) => new(
        model.Id, isFirst ? provider : $"{provider}:{model.Id}", AvailabilityView.Of(circuit),
        model.ImageInput, model.SpeaksNarration, model.Durations, model.AspectRatios, model.Resolutions, model.Prices, model.Sunset, Warn(model.Sunset, today));

    internal static string? Warn(DateOnly? sunset, DateOnly today) => sunset switch
    {
        { } day when day < today => $"The provider has served this model until {day:yyyy-MM-dd}.",
        { } day when day <= today.AddDays(WarnDays) => $"The provider serves this model until {day:yyyy-MM-dd} only.",
        _ => null,
    };
}
