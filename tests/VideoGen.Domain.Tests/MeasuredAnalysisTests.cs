using VideoGen.Domain;

namespace VideoGen.Domain.Tests;

public sealed class MeasuredAnalysisTests
{
    [Fact]
    public void Compose_ThirtyShotsOfASecond_HasThePartsOfAnAdvertisementInTheirPlaces()
    {
        var analysis = MeasuredAnalysis.Compose("Ad", Measured(30, 1), described: null);

        analysis.Segments.Select(segment => (segment.Role, segment.EndSeconds)).Should().Equal(
            (SegmentRole.Hook, 3), (SegmentRole.Problem, 7), (SegmentRole.Solution, 12), (SegmentRole.Benefit, 21), (SegmentRole.Proof, 26), (SegmentRole.CallToAction, 30));
        (analysis.DurationSeconds, analysis.AverageShotSeconds).Should().Be((30, 1));
        analysis.VisualStyle.Mood.Should().Be("fast and energetic");
    }

    [Theory]
    [InlineData(1, new[] { SegmentRole.Hook })]
    [InlineData(2, new[] { SegmentRole.Hook, SegmentRole.CallToAction })]
    [InlineData(3, new[] { SegmentRole.Hook, SegmentRole.Benefit, SegmentRole.CallToAction })]
    public void Compose_FewShots_BeginsWithTheHookAndEndsWithTheCall(int shots, SegmentRole[] roles)
        => MeasuredAnalysis.Compose("Ad", Measured(shots, 4), described: null).Segments.Select(segment => segment.Role).Should().Equal(roles);

    [Fact]
    public void Compose_Described_TakesTheWordsAndKeepsWhatWasMeasured()
    {
        var style = new VisualStyle("neon", "tense", ["night"]);

        var analysis = MeasuredAnalysis.Compose("Ad", Measured(3, 4), new(HookStyle.Question, style,
        [
            new(SegmentRole.Hook, ShotSize.Wide, "A door."), new(SegmentRole.Proof, ShotSize.Medium, "A key."), new(SegmentRole.CallToAction, ShotSize.Full, "A name."),
        ]));

        analysis.Segments.Select(segment => (segment.Role, segment.ShotSize, segment.Summary)).Should().Equal(
            (SegmentRole.Hook, ShotSize.Wide, "A door."), (SegmentRole.Proof, ShotSize.Medium, "A key."), (SegmentRole.CallToAction, ShotSize.Full, "A name."));
        analysis.Segments.Select(segment => segment.EndSeconds).Should().Equal(4, 8, 12);
        (analysis.HookStyle, analysis.VisualStyle, analysis.DurationSeconds).Should().Be((HookStyle.Question, style, 12));
    }

    [Fact]
    public void Compose_DescribedOtherwiseThanItIsCut_KeepsTheMeasuredWords()
        => MeasuredAnalysis.Compose("Ad", Measured(3, 4), new(HookStyle.Question, new("", "", []), [new(SegmentRole.Hook, ShotSize.Wide, "Only one.")])).Segments.Should().NotContain(segment => segment.Summary == "Only one.");

    static ReferenceMeasurement Measured(int shots, double seconds) => new(
        shots * seconds, 1920, 1080, 30, 0, seconds, seconds, 0.5, 0.2, 0.3, ["#112233"], null,
        [.. Enumerable.Range(0, shots).Select(i => new MeasuredShot(i * seconds, (i + 1) * seconds, Transition.Cut, CameraMovement.Static, 0.5, null))]);
}
