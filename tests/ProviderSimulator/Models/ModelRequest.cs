using VideoGen.ProviderSimulator.Clips;
using VideoGen.ProviderSimulator.Jobs;

namespace VideoGen.ProviderSimulator.Models;

/// <summary>How a model came to its end, in words that contracts share.</summary>
public enum ModelEnd
{
    Done,
    CutOff,
    PromptBlocked,
    AnswerBlocked,
    Empty,
}

/// <param name="Id">Of the call, on the bill.</param>
/// <param name="Picture">Of an image model, a PNG.</param>
public sealed record ModelAnswer(string Id, ModelEnd End, string Text, byte[]? Picture, int InputTokens, int OutputTokens, int ImageTokens = 0);

/// <summary>What a request of a text or image model is about.</summary>
/// <param name="Width">Pixels of the picture; 0 when a text is asked for.</param>
/// <param name="PictureTokens">What the picture counts.</param>
public sealed record ModelRequest(
    string Provider, string Model, Prompted Prompt, int MostTokens = int.MaxValue, int PictureTokens = 0, int Width = 0, int Height = 0,
    IReadOnlyList<byte[]>? References = null)
{
    public bool Paints => Width > 0;

    /// <summary>For faults, which match its text.</summary>
    public Order Order => new(Provider, Model, $"{Prompt.Instructions}\n{Prompt.Material}", new ClipSpec(2, 2, 1, null, false), 0);
}
