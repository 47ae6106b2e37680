using System.Text;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>Puts what has to be shown onto the screen: with the call to action, and before it when there is no room.</summary>
internal static class Disclosures
{
    const string Between = " · ";

    /// <param name="screens">On-screen texts of all scenes; those that disclosures are added to are replaced.</param>
    /// <remarks>
    /// Disclosures are shown as they are, even with a word that the brand avoids: it is the law that speaks. What all scenes together
    /// cannot hold is left out.
    /// </remarks>
    public static void Place(IReadOnlyList<string> disclosures, string[] screens)
    {
        var pieces = new Queue<string>(disclosures.Select(Words.OneLine).Where(text => text.Length > 0).SelectMany(Split));
        for (var scene = screens.Length - 1; scene >= 0 && pieces.Count > 0; scene--)
        {
            var headline = screens[scene];

            // The call to action stays; an earlier headline gives way when a piece needs its room.
            if (scene < screens.Length - 1 && Joined(headline, pieces.Peek()).Length > SceneRules.LongestOnScreenText)
            {
                headline = "";
            }

            var block = "";
            while (pieces.TryPeek(out var piece) && Joined(headline, WithPiece(block, piece)).Length <= SceneRules.LongestOnScreenText)
            {
                block = WithPiece(block, pieces.Dequeue());
            }

            screens[scene] = Joined(headline, block);
        }
    }

    /// <returns>The lines of a screen that show disclosures, or pieces of one that was too long for a line.</returns>
    public static IEnumerable<string> LinesOf(string screen, IReadOnlyList<string> disclosures)
    {
        var texts = disclosures.Select(Words.OneLine).Where(text => text.Length > 0).ToArray();
        return screen.Split('\n').Where(line => line.Split(Between).Any(piece => piece.Length > 0
            && texts.Any(text => text.Contains(piece, StringComparison.Ordinal) || piece.Contains(text, StringComparison.Ordinal))));
    }

    static string Joined(string headline, string block)
        => headline.Length == 0 ? block : block.Length == 0 ? headline : $"{headline}\n{block}";

    static string WithPiece(string block, string piece) => block.Length == 0 ? piece : block + Between + piece;

    /// <summary>Pieces that fit on a screen of their own, broken between words.</summary>
    static IEnumerable<string> Split(string text)
    {
        var piece = new StringBuilder();
        foreach (var word in text.Split(' ')
            .SelectMany(word => word.Chunk(SceneRules.LongestOnScreenText).Select(part => new string(part))))
        {
            if (piece.Length > 0 && piece.Length + 1 + word.Length > SceneRules.LongestOnScreenText)
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(piece.Length > 0 ? " " : "").Append(word);
        }

        yield return piece.ToString();
    }
}
