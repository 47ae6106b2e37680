using System.Text.Encodings.Web;
using System.Text.Json;
using VideoGen.ProviderSimulator.Faults;
using VideoGen.ProviderSimulator.Money;

namespace VideoGen.ProviderSimulator.Models;

/// <summary>Answers for all model services: writes or paints, counts tokens, and puts the call on the bill.</summary>
public sealed class Answering(FaultPlan faults, Bill bill, ModelLog log)
{
    const int ThoughtTokens = 150;

    /// <summary>About what a picture of up to a megapixel counts.</summary>
    const int ReferenceTokens = 600;

    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ModelAnswer Answer(ModelRequest request)
    {
        var fault = faults.Draw(FaultPoint.Model, request.Provider, request.Order)?.Kind;
        var images = (request.References?.Count ?? 0) * ReferenceTokens;
        var input = ModelPrices.Tokens($"{request.Prompt.Instructions}{request.Prompt.Material}") + images;
        var (end, text) = request.Paints ? (EndOf(fault), fault == FaultKinds.PaintsWords ? "I have painted a lovely picture for you." : "") : Write(request.Prompt, fault);
        var picture = request.Paints && end == ModelEnd.Done && text.Length == 0 ? SimulatedPicture.Paint(request.Width, request.Height, request.Order.Text) : null;
        var output = end switch
        {
            ModelEnd.PromptBlocked => 0,
            ModelEnd.Done when picture is not null => request.PictureTokens,
            ModelEnd.AnswerBlocked or ModelEnd.Empty => ThoughtTokens,
            _ => Math.Min(request.MostTokens, ModelPrices.Tokens(text) + ThoughtTokens),
        };
        var usd = ModelPrices.Usd(request.Model, input, output, images);
        var id = Guid.NewGuid().ToString();
        bill.Charge(request.Provider, request.Model, id, usd);
        log.Add(new(request.Provider, request.Model, request.Paints ? "image" : "text", input, output, usd, request.Prompt.Leaks, request.References?.Count ?? 0));
        return new ModelAnswer(id, end, text, picture, input, output, images);
    }

    static ModelEnd EndOf(FaultKind? fault)
        => fault == FaultKinds.ModelBlocksPrompt ? ModelEnd.PromptBlocked
            : fault == FaultKinds.ModelBlocksAnswer ? ModelEnd.AnswerBlocked
            : fault == FaultKinds.ModelSaysNothing ? ModelEnd.Empty
            : fault == FaultKinds.ModelCutsOff ? ModelEnd.CutOff
            : ModelEnd.Done;

    static (ModelEnd, string) Write(Prompted prompt, FaultKind? fault)
    {
        var end = EndOf(fault);
        if (end is not (ModelEnd.Done or ModelEnd.CutOff))
        {
            return (end, "");
        }

        var written = prompt.Material is { } material && material["work"] is JsonObject work
            ? (work["segments"] is not null ? DescriptionCopy.Write(work) : work["scenes"] is null ? new ScriptCopy(material).Write() : BoardCopy.Write(material)) : [];
        // What stands among the instructions is obeyed: that is what instructions are for.
        Obey(written, prompt.Leaks);
        if (fault == FaultKinds.ModelIsFooled)
        {
            Obey(written, [(prompt.Material?["product"]?["description"] ?? prompt.Material?["title"])?.GetValue<string>() ?? ""]);
        }
        else if (fault == FaultKinds.ModelBreaksRules)
        {
            Obey(written, ["Guaranteed to work 9,999 times, risk-free, at www.elsewhere.example."]);
        }

        var text = written.ToJsonString(Readable);
        return end == ModelEnd.CutOff ? (end, text[..(text.Length / 2)])
            : fault == FaultKinds.ModelChats ? (end, $"Sure! Here is your answer:\n{text[..(text.Length / 3)]}")
            : (end, text);
    }

    static void Obey(JsonObject written, IReadOnlyList<string> orders)
    {
        foreach (var (order, scene) in orders.Where(order => order.Length > 0).Zip((written["scenes"] ?? written["beats"])?.AsArray() ?? []))
        {
            scene![new[] { "narration", "visual_prompt", "summary" }.First(field => scene[field] is not null)] = order;
        }
    }
}
