using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Money;

/// <summary>
/// The providers' list prices in US dollars, and when their contracts charge and refund. Nothing here is read from the app's
/// settings.
/// </summary>
public static class Prices
{
    const decimal RunwayCredit = 0.01m;

    /// <summary>docs.agents.lumalabs.ai, SDR, July 2026. The price of 360p is not published; it is taken to be that of 540p.</summary>
    public static decimal Luma(string resolution, int seconds) => (resolution, seconds) switch
    {
        ("360p" or "540p", 5) => 0.15m,
        ("720p", 5) => 0.30m,
        ("1080p", 5) => 1.20m,
        ("360p" or "540p", 10) => 0.45m,
        ("720p", 10) => 0.90m,
        ("1080p", 10) => 3.60m,
        _ => throw new ArgumentException($"There is no price for {resolution} and {seconds} s."),
    };

    /// <summary>
    /// By million pixels at 24 frames a second, in whole cents: ray-2 540p 0.40, 720p 0.71, 1080p 1.59, 4k 6.37 for 5 s, 1080p 2.87
    /// for 9 s.
    /// </summary>
    public static decimal LumaDreamMachine(string model, string resolution, int seconds)
    {
        var pixels = resolution switch { "540p" => 960 * 540, "720p" => 1280 * 720, "1080p" => 1920 * 1080, _ => 3840 * 2160 };
        var perMillion = model == "ray-flash-2" ? 0.0022m : 0.0064m;
        return Math.Round(pixels * 24m * seconds / 1_000_000 * perMillion, 2, MidpointRounding.AwayFromZero);
    }

    /// <summary>Credits per second, docs.dev.runwayml.com; one credit is a cent.</summary>
    public static decimal Runway(string model, int seconds, bool audio) => seconds * RunwayCredit * (model switch
    {
        "gen4.5" => 12,
        "gen4_turbo" => 5,
        "veo3" => 40,
        "veo3.1" => audio ? 40 : 20,
        "veo3.1_fast" => audio ? 15 : 10,
        "seedance2" => 36,
        _ => throw new ArgumentException($"There is no price for {model}."),
    });

    /// <summary>
    /// Per second of output, developers.heygen.com/docs/pricing. Avatar V is not on the page; it is taken to cost what Avatar IV
    /// does.
    /// </summary>
    public static decimal HeyGenSecond(string type, string engine, string resolution) => (type, engine, resolution) switch
    {
        (_, "avatar_iii", _) => 0.0167m,
        ("image", _, "4k") => 0.0667m,
        ("image", _, _) => 0.05m,
        (_, _, "4k") => 0.0833m,
        _ => 0.0667m,
    };

    /// <summary>Whether a job is charged when it is taken; otherwise when it is completed.</summary>
    public static bool ChargesAtSubmit(string provider) => provider != "heygen";

    /// <summary>
    /// Whether a failed job that was charged at submit is paid back; <see langword="null"/> where the contract does not say.
    /// </summary>
    public static bool? Refunds(string provider, Failure failure) => (provider, failure) switch
    {
        // "Fully refunded when the generation fails", docs.lumalabs.ai/docs/faq.
        ("luma_dream_machine", _) => true,
        // Moderated generations are charged like successes.
        ("runway", Failure.InputModerated or Failure.OutputModerated) => false,
        _ => null,
    };
}
