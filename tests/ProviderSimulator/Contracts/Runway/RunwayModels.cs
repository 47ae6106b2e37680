namespace VideoGen.ProviderSimulator.Contracts.Runway;

/// <summary>What a model takes.</summary>
/// <param name="TextRatios">For text to video; empty when it is not offered.</param>
/// <param name="ImageRatios">For image to video.</param>
/// <param name="Durations">Seconds.</param>
/// <param name="HasAudio">Whether it takes <c>audio</c> and <c>negativePrompt</c>.</param>
sealed record RunwayModel(string[] TextRatios, string[] ImageRatios, int[] Durations, bool HasAudio)
{
    static readonly string[] Hd = ["1280:720", "720:1280"];
    static readonly string[] Own = [.. Hd, "1104:832", "960:960", "832:1104", "1584:672"];
    static readonly string[] FullHd = [.. Hd, "1080:1920", "1920:1080"];

    static readonly Dictionary<string, RunwayModel> Known = new()
    {
        ["gen4.5"] = new(Hd, Own, [.. Enumerable.Range(2, 9)], HasAudio: false),
        ["gen4_turbo"] = new([], Own, [.. Enumerable.Range(2, 9)], HasAudio: false),
        ["veo3.1"] = new(FullHd, FullHd, [4, 6, 8], HasAudio: true),
        ["veo3.1_fast"] = new(FullHd, FullHd, [4, 6, 8], HasAudio: true),
        ["veo3"] = new(FullHd, FullHd, [8], HasAudio: true),
        // Ratios and the shortest length are not published in full; these are the ones that are common to all.
        ["seedance2"] = new(FullHd, FullHd, [.. Enumerable.Range(4, 12)], HasAudio: true),
    };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    public static RunwayModel? Find(string name) => Known.GetValueOrDefault(name);
}
