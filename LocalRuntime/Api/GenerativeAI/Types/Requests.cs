namespace Mscc.GenerativeAI.Types;

public class GenerateContentRequest
{
    public List<Content>? Contents { get; set; }

    public GenerationConfig? GenerationConfig { get; set; }

    public Content? SystemInstruction { get; set; }
}

public sealed class Content
{
    public Content()
    {
    }

    public Content(string text, string role = "user") : this([new TextData { Text = text }], role)
    {
    }

    public Content(IEnumerable<IPart> parts, string role = "user") => (Parts, Role) = ([.. parts], role);

    public List<IPart>? Parts { get; set; } = [];

    public string? Role { get; set; }
}

public interface IPart;

public abstract class AbstractText
{
    public string? Text { get; set; }
}

public sealed class TextData : AbstractText, IPart;

public class InlineData : IPart
{
    /// <summary>Base64.</summary>
    public string Data { get; set; } = "";

    public string? MimeType { get; set; }
}

public class Part : IPart
{
    public Part()
    {
    }

    public Part(string text) => Text = text;

    public string? Text { get; set; }

    public InlineData? InlineData { get; set; }

    /// <summary>A thought of the model, which is no part of its answer.</summary>
    public bool? Thought { get; set; }
}
