using System.Text.Json;
using System.Text.Json.Nodes;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Writing;

/// <summary>What a model's answer comes to.</summary>
/// <param name="Content"><see langword="null"/> when it cannot be used.</param>
/// <param name="Faults">What is wrong with it, a sentence each, for the model.</param>
internal sealed record Reading<T>(T? Content, IReadOnlyList<string> Faults) where T : class;

/// <summary>Something to be written by a text model: how it is asked for, and whether an answer will do.</summary>
internal abstract class Assignment<T>(ModelCallKind kind, string purpose, string version) where T : class
{
    static readonly Prompt Repair = Prompt.Load("repair");

    public ModelCallKind Kind => kind;

    public string Purpose => purpose;

    public string PromptVersion => version;

    protected abstract string Instructions { get; }

    /// <summary>What there is to work with; all of it is data to the model.</summary>
    protected abstract object Given { get; }

    protected abstract JsonNode Schema { get; }

    /// <summary>For who sees; they are data, too.</summary>
    protected virtual IReadOnlyList<PictureFile> Pictures => [];

    public TextQuestion Ask() => Question(Instructions, Material.Block("material", Given));

    /// <summary>Names what was wrong, once.</summary>
    public TextQuestion AskAgain(string answer, IReadOnlyList<string> faults) => Question(
        $"{Instructions}\n\n{Repair.Text}",
        $"{Material.Block("material", Given)}\n{Material.Block("answer", answer)}\n{Material.Block("faults", faults)}");

    /// <summary>Reads an answer, brings right what can be brought right without a doubt, and holds it against the rules.</summary>
    public Reading<T> Read(string answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new(null, ["The answer is no JSON object."]);
        }
    }

    protected abstract Reading<T> Read(JsonElement answer);

    TextQuestion Question(string instructions, string material) => new(
        instructions, material, Spelling.Of(kind), JsonSerializer.SerializeToElement(Schema)) { Pictures = Pictures };

    protected static bool TryWord<TEnum>(JsonElement element, string field, out TEnum value) where TEnum : struct, Enum
        => Spelling.TryParse(element.Text(field) ?? "", out value);
}
