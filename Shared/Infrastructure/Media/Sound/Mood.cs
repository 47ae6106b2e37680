namespace VideoGen.Infrastructure.Media;

/// <summary>What sets one bed of music apart from another, drawn from its seed.</summary>
/// <param name="Root">Of the key, MIDI number.</param>
/// <param name="Chords">One for each bar, as notes above the root.</param>
/// <param name="BeatsPerMinute">A bar has four beats.</param>
/// <param name="Brightness">How strong the overtones of the chords are, 0 to 1.</param>
/// <param name="Pattern">Which note of the chord is plucked on each half beat of a bar; -1 rests.</param>
internal sealed record Mood(int Root, int[][] Chords, double BeatsPerMinute, double Brightness, int[] Pattern)
{
    static readonly int[][][] Progressions =
    [
        [[0, 4, 7, 11], [-3, 0, 4, 7], [-7, -3, 0, 4], [-5, -1, 2, 4]],
        [[-3, 0, 4, 7], [-7, -3, 0, 4], [0, 4, 7, 14], [-5, -1, 2, 7]],
        [[-7, -3, 0, 4], [-5, -1, 2, 7], [-8, -5, -1, 2], [-3, 0, 4, 7]],
        [[0, 3, 7, 10], [-4, 0, 3, 7], [3, 7, 10, 14], [-2, 2, 5, 10]],
        [[0, 4, 7, 14], [-10, -7, -3, 0], [-7, -3, 0, 7], [0, 4, 7, 11]],
        [[0, 5, 7, 12], [0, 4, 7, 12], [-3, 0, 4, 9], [-7, -3, 0, 7]],
    ];

    static readonly int[][] Patterns =
    [
        [0, -1, 2, -1, 3, -1, 2, -1],
        [0, -1, -1, 2, -1, -1, 3, -1],
        [0, 1, 2, 3, 2, 1, 2, -1],
        [-1, -1, 3, -1, -1, 2, -1, -1],
    ];

    public static Mood Of(int seed)
    {
        // xorshift, because System.Random may change between versions and a seed must always sound the same.
        var state = unchecked((uint)seed * 2654435761u) | 1;
        return new(
            50 + Pick(ref state, 8),
            Progressions[Pick(ref state, Progressions.Length)],
            66 + 4 * Pick(ref state, 8),
            0.25 + 0.1 * Pick(ref state, 6),
            Patterns[Pick(ref state, Patterns.Length)]);
    }

    static int Pick(ref uint state, int count)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)((state >> 8) % count);
    }
}
