using VideoGen.ProviderSimulator.Models;

namespace VideoGen.ProviderSimulator.Contracts.Gemini;

/// <summary>Answers as Gemini words them.</summary>
static class GeminiAnswers
{
    /// <summary>Of what a model puts out, so much are thoughts.</summary>
    const int Thoughts = 100;

    public static bool IsImageModel(string model) => model.EndsWith("-image", StringComparison.Ordinal);

    public static JsonObject View(string model, ModelAnswer answer)
    {
        var view = new JsonObject
        {
            ["usageMetadata"] = new JsonObject
            {
                ["promptTokenCount"] = answer.InputTokens,
                ["candidatesTokenCount"] = Math.Max(0, answer.OutputTokens - Thoughts),
                ["thoughtsTokenCount"] = Math.Min(Thoughts, answer.OutputTokens),
                ["totalTokenCount"] = answer.InputTokens + answer.OutputTokens,
            },
            ["modelVersion"] = model,
            ["responseId"] = answer.Id,
        };
        if (answer.End == ModelEnd.PromptBlocked)
        {
            view["promptFeedback"] = new JsonObject { ["blockReason"] = "SAFETY" };
            return view;
        }

        view["candidates"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finishReason"] = (answer.End, IsImageModel(model)) switch
            {
                (ModelEnd.CutOff, _) => "MAX_TOKENS",
                (ModelEnd.AnswerBlocked, true) => "IMAGE_SAFETY",
                (ModelEnd.AnswerBlocked, false) => "SAFETY",
                (ModelEnd.Empty, true) => "NO_IMAGE",
                _ => "STOP",
            },
            ["content"] = new JsonObject { ["role"] = "model", ["parts"] = Parts(answer) },
        });
        return view;
    }

    static JsonArray Parts(ModelAnswer answer)
    {
        var parts = new JsonArray();
        if (answer.Text.Length > 0)
        {
            parts.Add(new JsonObject { ["text"] = answer.Text });
        }

        if (answer.Picture is { } picture)
        {
            parts.Add(new JsonObject { ["inlineData"] = new JsonObject { ["mimeType"] = "image/png", ["data"] = Convert.ToBase64String(picture) } });
        }

        return parts;
    }
}
