namespace VideoGen.ProviderSimulator.Money;

/// <summary>List prices of models in US dollars for a million tokens, and how many tokens something has here. Nothing is read from the app's settings.</summary>
public static class ModelPrices
{
    /// <summary>ai.google.dev pricing, October 2026; the flash models double with 2027. gpt-image-2: OpenAI's list of July 2026.</summary>
    static (decimal Input, decimal Output, decimal ImageInput)? Of(string model, DateTime today) => model switch
    {
        "gemini-3.8-flash" or "gemini-3.7-flash" when today.Year < 2027 => (0.75m, 3.75m, 0.75m),
        "gemini-3.8-flash" or "gemini-3.7-flash" => (1.50m, 7.50m, 1.50m),
        "gemini-3.5-flash-lite" => (0.30m, 2.50m, 0.30m),
        "gemini-3.1-flash-image" or "gemini-3.1-flash-lite-image" => (0.50m, 60m, 0.50m),
        "simulated-gpt" => (2.50m, 10m, 2.50m),
        "gpt-image-2" => (5m, 30m, 8m),
        _ => null,
    };

    public static bool Knows(string model) => Of(model, DateTime.UtcNow) is not null;

    public static decimal Usd(string model, int input, int output, int imageInput = 0)
    {
        var price = Of(model, DateTime.UtcNow)!.Value;
        var exact = ((input - imageInput) * price.Input + imageInput * price.ImageInput + output * price.Output) / 1_000_000;
        return Math.Round(exact, 4, MidpointRounding.ToPositiveInfinity);
    }

    /// <summary>About as tokenizers do: four letters of English, or one syllable of Korean, to a token.</summary>
    public static int Tokens(string text)
    {
        var ascii = text.Count(char.IsAscii);
        return (ascii + 3) / 4 + (text.Length - ascii);
    }

    /// <summary>Of a picture at Gemini, by the class of its size.</summary>
    public static int GeminiImage(string? size) => size switch { "4K" => 2520, "2K" => 1680, _ => 1120 };

    /// <summary>Of a picture of gpt-image, by its quality.</summary>
    public static int GptImage(string? quality) => quality switch { "low" => 200, "high" => 5500, _ => 1400 };
}
