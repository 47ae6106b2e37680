using VideoGen.ProviderSimulator.Models;

namespace VideoGen.ProviderSimulator.Contracts.AzureOpenAi;

/// <summary>Answers as Azure OpenAI words them.</summary>
static class AzureOpenAiAnswers
{
    public static JsonObject Chat(ModelAnswer answer) => new()
    {
        ["id"] = answer.Id,
        ["object"] = "chat.completion",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["finish_reason"] = answer.End switch { ModelEnd.CutOff => "length", ModelEnd.AnswerBlocked => "content_filter", _ => "stop" },
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = answer.Text.Length == 0 ? null : answer.Text, ["refusal"] = null },
        }),
        ["usage"] = new JsonObject
        {
            ["prompt_tokens"] = answer.InputTokens,
            ["completion_tokens"] = answer.OutputTokens,
            ["total_tokens"] = answer.InputTokens + answer.OutputTokens,
        },
    };

    /// <summary>Of an answer with a picture.</summary>
    public static JsonObject Image(ModelAnswer answer, string? size, string? quality) => new()
    {
        ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
        ["output_format"] = "png",
        ["size"] = size,
        ["quality"] = quality,
        ["data"] = new JsonArray(new JsonObject { ["b64_json"] = Convert.ToBase64String(answer.Picture!) }),
        ["usage"] = new JsonObject
        {
            ["total_tokens"] = answer.InputTokens + answer.OutputTokens,
            ["input_tokens"] = answer.InputTokens,
            ["output_tokens"] = answer.OutputTokens,
            ["input_tokens_details"] = new JsonObject
            {
                ["text_tokens"] = answer.InputTokens - answer.ImageTokens,
                ["image_tokens"] = answer.ImageTokens,
            },
        },
    };
}
