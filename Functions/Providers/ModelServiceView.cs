using VideoGen.Domain;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;

namespace VideoGen.Functions;

/// <summary>A writer or painter as the API shows it.</summary>
/// <param name="Kind">writer or painter.</param>
public sealed record ModelServiceView(string Name, string Kind, AvailabilityView Availability, IReadOnlyList<TokenModelView> Models)
{
    /// <summary>All of them, the offline ones last.</summary>
    public static IEnumerable<ModelServiceView> Of(ModelCatalog catalog, IReadOnlyList<ProviderCircuit> circuits, DateOnly today) =>
    [
        .. catalog.Texts.Select(one => Of(one.Service, "writer", one.TextModels, circuits, today)),
        Offline("writer"),
        .. catalog.Images.Select(one => Of(one.Service, "painter", one.ImageModels, circuits, today)),
        Offline("painter"),
    ];

    static ModelServiceView Of(
        string name, string kind, IReadOnlyList<ModelSpec> models, IReadOnlyList<ProviderCircuit> circuits, DateOnly today)
    {
        var own = circuits.Where(circuit => circuit.Provider == name).ToList();
        return new(name, kind, AvailabilityView.Of(own.FirstOrDefault(circuit => circuit.Model.Length == 0)),
            [.. models.Select((model, i) => TokenModelView.Of(name, model, isFirst: i == 0, own.FirstOrDefault(circuit => circuit.Model == model.Id), today))]);
    }

    static ModelServiceView Offline(string kind) => new(ModelCatalog.Offline, kind, AvailabilityView.Of(null),
        [new("offline-1", ModelCatalog.Offline, AvailabilityView.Of(null), [], null, null)]);
}

/// <param name="Choice">How a video names it in <c>options.writers</c> or <c>options.painters</c>.</param>
/// <param name="Prices">US dollars for a million tokens, one a period; none when it costs nothing.</param>
/// <param name="Sunset">The last day on which it is served.</param>
/// <param name="Warning">That this day is near or behind.</param>
public sealed record TokenModelView(
    string Id, string Choice, AvailabilityView Availability, IReadOnlyList<TokenPrice> Prices, DateOnly? Sunset, string? Warning)
{
    public static TokenModelView Of(string service, ModelSpec model, bool isFirst, ProviderCircuit? circuit, DateOnly today) => new(
        model.Id, isFirst ? service : $"{service}:{model.Id}", AvailabilityView.Of(circuit), model.Prices, model.Sunset, ModelView.Warn(model.Sunset, today));
}
