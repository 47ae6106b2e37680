using CsCheck;
using VideoGen.Domain;
using VideoGen.Infrastructure.Media;

namespace VideoGen.Media.Tests;

/// <summary>Every machine draws the same bytes, whatever vectors it has.</summary>
public sealed class VectorTests
{
    static readonly Gen<byte[]> Samples = Gen.Byte.Array[1, 200];

    [Fact]
    public void Resampler_AnyPlace_IsTheSameWithAndWithoutVectors() => Gen.Select(
        Gen.Int[9, 90], Gen.Int[9, 40], Gen.Int[9, 90], Gen.Double[-8, 12], Gen.Double[0.3, 1.9], Gen.Int[0, 9999])
        .Sample((width, height, targetWidth, origin, step, seed) =>
        {
            var bytes = new byte[width * height];
            new Random(seed).NextBytes(bytes);
            var source = new Plane(bytes, 0, width, height);

            var results = Enum.GetValues<Lanes>().Select(lanes =>
            {
                var target = new Plane(new byte[targetWidth * 20], 0, targetWidth, 20);
                new Resampler(lanes).Resample(source, target, new(origin, step), new(origin / 2, step));
                return target.Bytes;
            }).ToArray();

            results[1].Should().Equal(results[0]);
            results[2].Should().Equal(results[0]);
        }, iter: 200);

    [Fact]
    public void Resampler_NoMoveAndNoZoom_CopiesThePlane()
    {
        var frame = new Frame(new FrameSize(64, 48));
        new Random(1).NextBytes(frame.Bytes);
        var target = new Frame(frame.Size);

        new Resampler().Resample(frame.Y, target.Y, new(0, 1), new(0, 1));

        target.Y.Samples.ToArray().Should().Equal(frame.Y.Samples.ToArray());
    }

    [Fact]
    public void Resampler_FlatPlane_StaysFlatEverywhere()
    {
        var frame = new Frame(new FrameSize(64, 48));
        frame.Y.Samples.Fill(200);
        var target = new Frame(frame.Size);

        new Resampler().Resample(frame.Y, target.Y, new(-3.3, 1.07), new(2.1, 0.83));

        target.Y.Samples.ToArray().Should().AllBeEquivalentTo((byte)200);
    }

    [Fact]
    public void Mix_AnyWeight_IsTheSameWithAndWithoutVectors() => Gen.Select(Samples, Gen.Int[0, 256], Gen.Int[0, 9999])
        .Sample((first, weight, seed) =>
        {
            var second = new byte[first.Length];
            new Random(seed).NextBytes(second);
            var weights = second.Select((value, i) => (ushort)(i % 5 == 0 ? 256 : value)).ToArray();
            var (plain, vector) = (new byte[first.Length], new byte[first.Length]);

            Blend.Mix(first, second, plain, weight, vectors: false);
            Blend.Mix(first, second, vector, weight);
            vector.Should().Equal(plain);

            Blend.Mix(first, second, plain, weights, vectors: false);
            Blend.Mix(first, second, vector, weights);
            vector.Should().Equal(plain);
        }, iter: 200);

    [Fact]
    public void OverAndTowards_AnyOpacity_AreTheSameWithAndWithoutVectors() => Gen.Select(Samples, Gen.Int[0, 255], Gen.Int[0, 9999])
        .Sample((row, opacity, seed) =>
        {
            var (colors, alphas) = (new byte[row.Length], new byte[row.Length]);
            new Random(seed).NextBytes(colors);
            new Random(seed + 1).NextBytes(alphas);
            var (plain, vector) = (row.ToArray(), row.ToArray());

            Blend.Over(plain, colors, alphas, opacity, vectors: false);
            Blend.Over(vector, colors, alphas, opacity);
            Blend.Towards(16, plain, opacity, vectors: false);
            Blend.Towards(16, vector, opacity);

            vector.Should().Equal(plain);
        }, iter: 200);

    [Fact]
    public void Over_FullAlphaAndOpacity_CoversTheRow()
    {
        byte[] row = [0, 255, 100];

        Blend.Over(row, [235, 16, 100], [255, 255, 255], 255);

        row[0].Should().BeCloseTo(235, 1);
        row[1].Should().BeCloseTo(16, 1);
        row[2].Should().Be(100);
    }
}
