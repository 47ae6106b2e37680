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

    /// <summary>Services with text and image models.</summary>
    static readonly Dictionary<string, string> KnownModels = new() { ["gemini"] = "Gemini", ["azure_openai"] = "AzureOpenAi" };

    /// <summary>Of providers that film.</summary>
    public static IReadOnlyCollection<string> VideoNames => Known.Keys;

    /// <summary>Of services that write and paint.</summary>
    public static IReadOnlyCollection<string> ModelNames => KnownModels.Keys;

    public static IReadOnlyCollection<string> Names => [.. VideoNames, .. ModelNames];

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
        foreach (var provider in providers.Where(VideoNames.Contains))
        {
            var (section, path) = Known[provider];
            settings[$"Providers__{section}__BaseAddress"] = $"{simulator}/{path}";
            settings[$"Providers__{section}__ApiKey"] = Key;
            settings[$"Providers__{section}__DownloadHosts__0"] = new Uri(simulator).Host;
        }

        foreach (var service in providers.Where(ModelNames.Contains))
        {
            settings[$"Models__{KnownModels[service]}__ApiKey"] = Key;
            settings[$"Models__{KnownModels[service]}__{(service == "gemini" ? "BaseAddress" : "Endpoint")}"] = $"{simulator}/{service}";
        }

        if (providers.Contains("azure_openai"))
        {
            settings["Models__AzureOpenAi__TextModels__0__Id"] = "simulated-gpt";
            settings["Models__AzureOpenAi__TextModels__0__Prices__0__InputUsd"] = "2.50";
            settings["Models__AzureOpenAi__TextModels__0__Prices__0__OutputUsd"] = "10";
            settings["Models__AzureOpenAi__ImageModels__0__Id"] = "gpt-image-2";
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
