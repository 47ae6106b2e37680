namespace VideoGen.AppHost.Simulation;

/// <summary>The providers that the simulator stands in for, and the app's settings that lead to it.</summary>
public static class SimulatedProviders
{
    /// <summary>The one key that the simulator takes.</summary>
    public const string Key = "simulated";

    // Of the simulator's one avatar and its voices.
    const string Look = "look_demo_01", EnglishVoice = "voice_demo_en", KoreanVoice = "voice_demo_ko";

    static readonly Dictionary<string, (string Section, string Path)> Known = new()
    {
        ["luma"] = ("Luma", "luma/v1"),
        ["luma_dream_machine"] = ("LumaDreamMachine", "luma_dream_machine/v1"),
        ["runway"] = ("Runway", "runway"),
        ["heygen"] = ("HeyGen", "heygen"),
    };

    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <param name="list">Names with commas between them; empty for none.</param>
    public static IReadOnlyList<string> Parse(string list)
        => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="providers">Some of <see cref="Names"/>.</param>
    /// <param name="simulator">Its address.</param>
    /// <param name="app">The app's address, for callbacks.</param>
    /// <param name="webhookSecret">Of HeyGen's endpoint; <see langword="null"/> without HeyGen.</param>
    public static IReadOnlyDictionary<string, string> Settings(
        IReadOnlyList<string> providers, string simulator, ServiceAddress app, string? webhookSecret)
    {
        var settings = new Dictionary<string, string> { ["Providers__CallbackBaseUrl"] = app.Local };
        foreach (var provider in providers)
        {
            var (section, path) = Known[provider];
            settings[$"Providers__{section}__BaseAddress"] = $"{simulator}/{path}";
            settings[$"Providers__{section}__ApiKey"] = Key;
            settings[$"Providers__{section}__DownloadHosts__0"] = new Uri(simulator).Host;
        }

        if (providers.Contains("heygen"))
        {
            settings["Providers__HeyGen__AvatarId"] = Look;
            settings["Providers__HeyGen__VoiceIds__en"] = EnglishVoice;
            settings["Providers__HeyGen__VoiceIds__ko"] = KoreanVoice;
            settings["Providers__HeyGen__WebhookSecret"] = webhookSecret ?? "";
        }

        return settings;
    }
}
