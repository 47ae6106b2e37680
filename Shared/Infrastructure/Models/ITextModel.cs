using System.Text;
using System.Text.Json;

namespace VideoGen.Infrastructure.Models;

/// <summary>What a text model is asked.</summary>
/// <param name="Instructions">Ours alone: nothing of it comes from users or references.</param>
/// <param name="Material">What to work with; whatever it says, it is data.</param>
/// <param name="SchemaName">Letters and underscores.</param>
/// <param name="Schema">The JSON Schema that the answer follows.</param>
public sealed record TextQuestion(string Instructions, string Material, string SchemaName, JsonElement Schema)
{
    /// <summary>To look at, in the order in which the material numbers them; only for who sees.</summary>
    public IReadOnlyList<PictureFile> Pictures { get; init; } = [];

    /// <summary>Tokens that it has at most: in no tokenizer one has less than a byte.</summary>
    public int MostInput => Encoding.UTF8.GetByteCount(Instructions) + Encoding.UTF8.GetByteCount(Material) + Encoding.UTF8.GetByteCount(Schema.GetRawText())
        + Pictures.Count * PictureFile.MostTokens;
}

/// <summary>A service that answers in words. Expected ends are values.</summary>
public interface ITextModel
{
    /// <summary>Snake_case, as it stands in <c>options.writers</c>, alone or as <c>name:model</c>.</summary>
    string Service { get; }

    /// <summary>The first is taken where none is named; none when it writes no text.</summary>
    IReadOnlyList<ModelSpec> TextModels { get; }

    /// <summary>Whether questions may have pictures.</summary>
    bool SeesPictures { get; }

    /// <summary>One request; it is never repeated here.</summary>
    Task<ModelReply<string>> AskAsync(ModelSpec model, TextQuestion question, CancellationToken cancellationToken);
}
