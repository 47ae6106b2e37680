using Dapper;
using Npgsql;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Data;

/// <summary>
/// Whether an order or a call of a model may be paid; who is let holds the locks until the transaction ends. They are taken in one order everywhere:
/// video, brand, key.
/// </summary>
static class SpendingRights
{
    /// <returns>Why not; <see langword="null"/> when it may.</returns>
    public static Task<Reservation?> RefusalAsync(
        NpgsqlConnection connection, ModelErrand errand, decimal atMostUsd, CancellationToken cancellationToken)
        => errand.VideoId is { } id ? OfVideoAsync(connection, id, errand.Run, atMostUsd, cancellationToken)
            : OfReferenceAsync(connection, errand.ReferenceId!.Value, atMostUsd, cancellationToken);

    static async Task<Reservation?> OfVideoAsync(
        NpgsqlConnection connection, Guid id, int run, decimal atMostUsd, CancellationToken cancellationToken)
    {
        var video = await VideoRepository.LockAsync(connection, id, cancellationToken);
        return video is null || video.Run != run || !GenerationLifecycle.IsActive(video.Status)
            ? new(ReservationResult.Stopped)
            : await RefusalAsync(connection, video, atMostUsd, cancellationToken);
    }

    /// <param name="video">As it was locked.</param>
    /// <inheritdoc cref="RefusalAsync(NpgsqlConnection, ModelErrand, decimal, CancellationToken)"/>
    public static async Task<Reservation?> RefusalAsync(
        NpgsqlConnection connection, Video video, decimal atMostUsd, CancellationToken cancellationToken)
    {
        if (video.CostUsd + atMostUsd > video.MaxCostUsd)
        {
            return new(ReservationResult.OverLimit, LeftUsd: video.MaxCostUsd - video.CostUsd);
        }

        if (await BrandBudgets.LockLeftAsync(connection, video.BrandId, cancellationToken) is { } left && atMostUsd > left)
        {
            return new(ReservationResult.OverBudget, LeftUsd: left);
        }

        return OverCap(await KeyCaps.LockLeftAsync(connection, video.Id, cancellationToken), atMostUsd);
    }

    /// <summary>It has no brand yet, and so no budget but that of the key that had it measured.</summary>
    static async Task<Reservation?> OfReferenceAsync(
        NpgsqlConnection connection, Guid id, decimal atMostUsd, CancellationToken cancellationToken)
    {
        var (isMeasured, key) = await connection.QuerySingleOrDefaultAsync<(bool IsMeasured, Guid? Key)>(new CommandDefinition(
            "select status = 'measuring', api_key_id from reference_analyses where id = @id for no key update", new { id }, cancellationToken: cancellationToken));
        return !isMeasured ? new(ReservationResult.Stopped)
            : OverCap(key is { } one ? await KeyCaps.LockLeftOfKeyAsync(connection, one, cancellationToken) : null, atMostUsd);
    }

    static Reservation? OverCap(decimal? left, decimal atMostUsd)
        => atMostUsd > left ? new(ReservationResult.OverKeyCap, LeftUsd: left.Value) : null;
}
