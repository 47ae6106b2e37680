using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// What models are given to work with, as blocks of JSON. Nothing inside can end its block: angle brackets are escaped there.
/// </summary>
internal static class Material
{
    static readonly JsonSerializerOptions Json = new(DomainJson.Options)
    {
        // Escapes < and >, and leaves Hangul as it is, which is a third of the tokens.
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Block(string name, object content) => $"<{name}>\n{JsonSerializer.Serialize(content, Json)}\n</{name}>";

    /// <summary>What every writer and director is told of brand, product and example.</summary>
    public static object Of(WritingBrief brief, object work) => new
    {
        Language = brief.Options.Language == Language.Korean ? "Korean" : "English",
        // Not the budget: it is nobody's business there.
        Brand = new
        {
            brief.Brand.Name,
            brief.Brand.Tagline,
            brief.Brand.Tone,
            brief.Brand.Audience,
            brief.Brand.Colors,
            brief.Brand.WordsToUse,
            brief.Brand.WordsToAvoid,
            brief.Brand.Disclosures,
        },
        Product = new
        {
            brief.Product.Name,
            brief.Product.Description,
            brief.Product.CallToAction,
            Facts = brief.Product.Facts.Select((text, i) => new { Number = i + 1, Text = text }),
        },
        Example = brief.Reference is { } reference ? Example(reference) : null,
        brief.Options.Style,
        Work = work,
    };

    static object Example(ReferenceAnalysis reference) => new
    {
        reference.HookStyle,
        AverageShotSeconds = Math.Round(reference.AverageShotSeconds, 1),
        reference.VisualStyle,
        Segments = reference.Segments.Select(segment => new
        {
            segment.Role,
            Seconds = Math.Round(segment.EndSeconds - segment.StartSeconds, 1),
            segment.ShotSize,
            segment.Movement,
            segment.Transition,
            segment.Summary,
        }),
    };

    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
