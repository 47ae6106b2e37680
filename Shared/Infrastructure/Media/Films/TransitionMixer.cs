using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

/// <summary>Mixes the last frames of one scene with the first of the next.</summary>
internal sealed class TransitionMixer(FrameSize size)
{
    /// <summary>Width of a wipe's soft edge, as a part of the frame.</summary>
    const double SoftEdge = 0.12;

    readonly ushort[] weights = new ushort[size.Width];
    readonly ushort[] chromaWeights = new ushort[size.Width / 2];

    /// <summary>Mixes <paramref name="leaving"/> into <paramref name="coming"/>.</summary>
    /// <param name="progress">Above 0 and below 1: how much of the new scene is there.</param>
    public void Mix(Transition transition, double progress, Frame leaving, Frame coming)
    {
        var eased = progress * progress * (3 - 2 * progress);
        switch (transition)
        {
            case Transition.Wipe:
                Wipe(eased, leaving, coming);
                break;
            case Transition.Slide:
                Slide(eased, leaving, coming);
                break;
            default:
                Blend.Mix(leaving.Bytes, coming.Bytes, coming.Bytes, (int)Math.Round(progress * Blend.Whole));
                break;
        }
    }

    // The new scene comes from the left behind a soft edge that starts and ends outside the frame.
    void Wipe(double progress, Frame leaving, Frame coming)
    {
        var edge = progress * (1 + SoftEdge) * size.Width;
        for (var x = 0; x < size.Width; x++)
        {
            weights[x] = (ushort)Math.Round(Blend.Whole * Math.Clamp((edge - x) / (SoftEdge * size.Width), 0, 1));
        }

        for (var x = 0; x < chromaWeights.Length; x++)
        {
            chromaWeights[x] = weights[2 * x];
        }

        WipePlane(leaving.Y, coming.Y, weights);
        WipePlane(leaving.U, coming.U, chromaWeights);
        WipePlane(leaving.V, coming.V, chromaWeights);
    }

    static void WipePlane(Plane leaving, Plane coming, ushort[] weights)
    {
        for (var y = 0; y < coming.Height; y++)
        {
            Blend.Mix(leaving.Row(y), coming.Row(y), coming.Row(y), weights);
        }
    }

    // The new scene pushes the old one out to the left.
    void Slide(double progress, Frame leaving, Frame coming)
    {
        var columns = (int)Math.Round(progress * size.Width / 2) * 2;
        SlidePlane(leaving.Y, coming.Y, columns);
        SlidePlane(leaving.U, coming.U, columns / 2);
        SlidePlane(leaving.V, coming.V, columns / 2);
    }

    static void SlidePlane(Plane leaving, Plane coming, int columns)
    {
        for (var y = 0; y < coming.Height; y++)
        {
            var row = coming.Row(y);
            row[..columns].CopyTo(row[^columns..]);
            leaving.Row(y)[columns..].CopyTo(row);
        }
    }
}
