using VideoGen.Domain;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>What one kind of models' work before the rendering costs.</summary>
/// <param name="Kind">script, storyboard or still.</param>
/// <param name="Usd">Of one call as it usually goes.</param>
/// <param name="MostUsd">With all that may be called, repairs and next choices among it, and all calls as long as they may be.</param>
public sealed record PlannedCost(string Kind, string Service, string Model, int Calls, decimal Usd, decimal MostUsd);

/// <summary>Estimates what writing, drawing and painting cost, before anything is written.</summary>
public sealed class PlanningCost(ModelCatalog catalog, TimeProvider time)
{
    /// <summary>A usual answer, thoughts among it; the most is in the settings.</summary>
    const int UsualOutput = 2000;

    /// <summary>Bytes of a script in the storyboard's question, and of an answer and its faults in a repair.</summary>
    const int MoreInput = 8000;

    /// <summary>A usual letter is a third of a token, and pictures have less than what is reserved.</summary>
    const int BytesPerToken = 3;

    const int UsualPictureShare = 4;

    /// <summary>Prompt and photos of one picture.</summary>
    static readonly ModelUsage PictureInput = new(9000, 0, 6000);

    /// <returns>Nothing for who writes and paints offline.</returns>
    public IReadOnlyList<PlannedCost> Of(WritingBrief brief)
    {
        var input = new ScriptAssignment(brief).Ask().MostInput;
        var scenes = ScenePlan.For(brief.Reference, brief.Options.DurationSeconds, closingSeconds: 4).Count;
        return [.. Texts(brief, "script", input), .. Texts(brief, "storyboard", input + MoreInput), .. Stills(brief.Options, scenes)];
    }

    /// <summary>What may be spent before a storyboard waits for its review.</summary>
    public decimal MostUsd(WritingBrief brief) => Of(brief).Sum(line => line.MostUsd);

    IEnumerable<PlannedCost> Texts(WritingBrief brief, string kind, int input)
    {
        var writers = (brief.Options.Writers ?? []).TakeWhile(name => name != ModelCatalog.Offline).Select(catalog.FindText).OfType<TextChoice>()
            .Select(choice => (choice, price: choice.Model.PriceOn(time.Today()))).Where(one => one.price is not null).ToList();
        if (writers is [var (first, price), ..])
        {
            var most = writers.Sum(one => one.price!.CostOf(new(input, one.choice.Model.MostOutput)) + one.price.CostOf(new(input + MoreInput, one.choice.Model.MostOutput)));
            yield return new(kind, first.Service.Service, first.Model.Id, 1, price!.CostOf(new(input / BytesPerToken, UsualOutput)), most);
        }
    }

    IEnumerable<PlannedCost> Stills(GenerationOptions options, int scenes)
    {
        var painters = !options.Stills ? [] : (options.Painters ?? []).TakeWhile(name => name != ModelCatalog.Offline).Select(catalog.FindImage).OfType<ImageChoice>()
            .Select(choice => (choice, price: choice.Model.PriceOn(time.Today()))).Where(one => one.price is not null).ToList();
        if (painters is [var (first, price), ..])
        {
            // A refused picture may be charged, and one scene more than planned may come.
            var most = painters.Sum(one => one.price!.CostOf(PictureInput with { Output = one.choice.Model.MostOutput })) * (scenes + 1);
            var usual = price!.CostOf(new(PictureInput.Input / BytesPerToken, first.Model.MostOutput * (UsualPictureShare - 1) / UsualPictureShare));
            yield return new("still", first.Service.Service, first.Model.Id, scenes, usual * scenes, most);
        }
    }
}
