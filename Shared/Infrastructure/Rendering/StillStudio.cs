using System.Security.Cryptography;
using VideoGen.Domain;
using VideoGen.Infrastructure.Assets;
using VideoGen.Infrastructure.Data;
using VideoGen.Infrastructure.Media;
using VideoGen.Infrastructure.Models;
using VideoGen.Infrastructure.Providers;

namespace VideoGen.Infrastructure.Rendering;

/// <summary>
/// Has scenes painted by the painters that a video names. A picture that exists is taken; one whose painting got no answer is not asked for
/// again, as it may be paid for; and what nobody could paint keeps its offline still.
/// </summary>
public sealed class StillStudio(
    ModelCatalog catalog, ModelDesk desk, ModelCalls modelCalls, StillCalls calls, PictureRepository pictures, StillLibrary library, IAssetStore assets,
    TimeProvider time)
{
    /// <summary>Calls at once, for one video; services take five in a minute from new accounts, and answer 429 to more.</summary>
    const int MostAtOnce = 3;

    /// <summary>Looks that are yet to be painted, each once.</summary>
    public IReadOnlyList<SceneLook> Ahead(Production production, Storyboard storyboard)
        => ChoicesOf(production).Count == 0 ? [] :
        [
            .. production.Looks(storyboard).DistinctBy(Digest.Of).Where(look => !production.Painted.ContainsKey(Digest.Of(look))
                && production.StillAttempts.All(attempt => attempt.Purpose != Digest.Of(look))),
        ];

    /// <summary>What painting a look costs at the first choice, and at the dearest.</summary>
    public (ImageChoice First, decimal Usd, decimal MostUsd)? PriceOf(Production production, SceneLook look)
    {
        var today = time.Today();
        var priced = ChoicesOf(production)
            .Select(choice => (choice, Usd: choice.Model.PriceOn(today)?.CostOf(MostUsage(choice, look))))
            .Where(one => one.Usd is not null).ToList();
        return priced.Count == 0 ? null : (priced[0].choice, priced[0].Usd!.Value, priced.Max(one => one.Usd!.Value));
    }

    /// <summary>
    /// Closes the calls that a process left open when it died: each counts as spent, and its look is not painted again, as it may be paid
    /// for.
    /// </summary>
    public async Task LoseOpenAsync(Production production, CancellationToken cancellationToken)
    {
        foreach (var purpose in production.StillAttempts.Where(attempt => attempt.State == "calling").Select(attempt => attempt.Purpose).Distinct())
        {
            await modelCalls.LoseOpenAsync(new ModelErrand(production.Video.Key, ModelCallKind.Still, purpose), cancellationToken);
        }
    }

    /// <summary>Paints what lies ahead. Nothing is thrown for what a painter does.</summary>
    /// <returns><see langword="false"/> when the video is over.</returns>
    public async Task<bool> PaintAsync(
        Production production, Storyboard storyboard, IProgress<double> progress, CancellationToken cancellationToken)
    {
        await LoseOpenAsync(production, cancellationToken);
        var ahead = Ahead(production, storyboard);
        var (painted, isOver) = (0, false);
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ahead, atOnce, async (look, token) =>
        {
            isOver |= !await PaintAsync(production, look, token);
            progress.Report((double)Interlocked.Increment(ref painted) / ahead.Count);
        });
        return !isOver;
    }

    async Task<bool> PaintAsync(Production production, SceneLook look, CancellationToken cancellationToken)
    {
        var errand = new ModelErrand(production.Video.Key, ModelCallKind.Still, Digest.Of(look));
        foreach (var choice in ChoicesOf(production))
        {
            var (service, model) = (choice.Service.Service, choice.Model);
            var digest = Digest.Of(new { look, service, model.Id, StillPrompt.Version });
            if ((await pictures.FindManyAsync([digest], cancellationToken)).ContainsKey(digest))
            {
                await calls.NoteReuseAsync(errand, service, model.Id, digest, cancellationToken);
                return true;
            }

            var order = StillPrompt.For(look, await PhotosAsync(choice, look, cancellationToken));
            var outcome = await desk.CallAsync(errand, service, model, MostUsage(choice, look),
                token => PaintAsync(choice, order, token), cancellationToken, (file, costUsd) => KeepAsync(digest, choice, file, costUsd));
            if (outcome.Stopped)
            {
                return false;
            }

            if (outcome.Content is not null)
            {
                return true;
            }

            if (outcome.CallId is null)
            {
                await calls.NoteFailureAsync(errand, service, model.Id, outcome.Failure!, cancellationToken);
            }
        }

        return true;
    }

    static async Task<ModelReply<PictureFile>> PaintAsync(ImageChoice choice, PaintingOrder order, CancellationToken cancellationToken)
    {
        var reply = await choice.Service.PaintAsync(choice.Model, order, cancellationToken);
        return reply.Content is { } file && !PictureDresser.IsPicture(file.Bytes)
            ? ModelReply<PictureFile>.Useless(ProviderFault.GenerationFailed, "What it painted is no picture that can be read.", null, reply.Usage)
            : reply;
    }

    /// <summary>Paid for: kept whatever happens to this activity.</summary>
    async Task<string> KeepAsync(string digest, ImageChoice choice, PictureFile file, decimal costUsd)
    {
        var key = KeyOf(file);
        using var bytes = new MemoryStream(file.Bytes);
        await assets.PutAsync(key, bytes, AssetContentType.Of(key), CancellationToken.None);
        await pictures.AddAsync(
            new() { Digest = digest, AssetKey = key, Painter = choice.Service.Service, Model = choice.Model.Id, CostUsd = costUsd }, CancellationToken.None);
        return digest;
    }

    /// <summary>Named by its content: what is filmed from it is told apart by that.</summary>
    static string KeyOf(PictureFile file)
        => $"pictures/{Convert.ToHexStringLower(SHA256.HashData(file.Bytes))}.{(file.ContentType == "image/png" ? "png" : "jpg")}";

    async Task<IReadOnlyList<PictureFile>> PhotosAsync(ImageChoice choice, SceneLook look, CancellationToken cancellationToken)
    {
        var photos = new List<PictureFile>();
        foreach (var key in look.Photos.Take(choice.Service.MostReferences))
        {
            photos.Add(new(await library.ReadAsync(key, cancellationToken), AssetContentType.Of(key)));
        }

        return photos;
    }

    static ModelUsage MostUsage(ImageChoice choice, SceneLook look)
    {
        var photos = Enumerable.Repeat(new PictureFile([], "image/png"), Math.Min(look.Photos.Count, choice.Service.MostReferences));
        return StillPrompt.For(look, [.. photos]).MostInput with { Output = choice.Model.MostOutput };
    }

    /// <summary>Those before the offline painter, who never fails.</summary>
    List<ImageChoice> ChoicesOf(Production production)
        => !production.Video.Options.Stills ? []
            :
            [
                .. (production.Video.Options.Painters ?? []).TakeWhile(name => name != ModelCatalog.Offline)
                    .Select(catalog.FindImage).OfType<ImageChoice>(),
            ];
}
