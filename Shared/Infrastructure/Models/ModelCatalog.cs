namespace VideoGen.Infrastructure.Models;

/// <summary>A service with one of its text models.</summary>
public sealed record TextChoice(ITextModel Service, ModelSpec Model);

/// <summary>A service with one of its image models.</summary>
public sealed record ImageChoice(IImageModel Service, ModelSpec Model);

/// <summary>Who can write and paint here, by name: the services that have a key, and always <see cref="Offline"/>.</summary>
public sealed class ModelCatalog(IEnumerable<ITextModel> texts, IEnumerable<IImageModel> images)
{
    /// <summary>Writes and paints without any service; it costs nothing.</summary>
    public const string Offline = "offline";

    public IReadOnlyList<ITextModel> Texts { get; } = [.. texts.Where(one => one.TextModels.Count > 0)];

    public IReadOnlyList<IImageModel> Images { get; } = [.. images.Where(one => one.ImageModels.Count > 0)];

    /// <summary>Every choice that a video may name, the bare name for a service's first model.</summary>
    public IReadOnlyList<string> Writers => [.. Texts.SelectMany(one => Choices(one.Service, one.TextModels)), Offline];

    /// <inheritdoc cref="Writers"/>
    public IReadOnlyList<string> Painters => [.. Images.SelectMany(one => Choices(one.Service, one.ImageModels)), Offline];

    /// <summary>Who writes where a video names nobody: each service with its first model.</summary>
    public IReadOnlyList<string> UsualWriters => [.. Texts.Select(one => one.Service), Offline];

    /// <summary>Who paints where a video names nobody.</summary>
    public IReadOnlyList<string> UsualPainters => [.. Images.Select(one => one.Service), Offline];

    /// <summary>Who can look at pictures and say in words what they show: each service with its first model.</summary>
    public IReadOnlyList<TextChoice> Onlookers => [.. Texts.Where(one => one.SeesPictures).Select(one => new TextChoice(one, one.TextModels[0]))];

    /// <returns><see langword="null"/> for <see cref="Offline"/>, and for what is no longer there.</returns>
    public TextChoice? FindText(string choice)
    {
        var (name, model) = Split(choice);
        return Texts.FirstOrDefault(one => one.Service == name) is { } service && Find(service.TextModels, model) is { } spec ? new(service, spec) : null;
    }

    /// <inheritdoc cref="FindText"/>
    public ImageChoice? FindImage(string choice)
    {
        var (name, model) = Split(choice);
        return Images.FirstOrDefault(one => one.Service == name) is { } service && Find(service.ImageModels, model) is { } spec ? new(service, spec) : null;
    }

    static (string Name, string? Model) Split(string choice)
        => choice.Split(':', 2) is [var name, var model] ? (name, model) : (choice, null);

    static ModelSpec? Find(IReadOnlyList<ModelSpec> models, string? id) => models.FirstOrDefault(spec => id is null || spec.Id == id);

    static IEnumerable<string> Choices(string service, IReadOnlyList<ModelSpec> models)
        => models.Skip(1).Select(spec => $"{service}:{spec.Id}").Prepend(service);
}
