using System.Text.Json.Nodes;
using CsCheck;
using VideoGen.Domain;
using VideoGen.Infrastructure.Writing;

namespace VideoGen.Infrastructure.Tests.Writing;

/// <summary>Briefs for the writers: the samples of the repository, and random ones with everything that people type into forms.</summary>
internal static class Briefs
{
    static readonly Gen<string> Latin = OneOf(
        "Keeps drinks cold for 24 hours", "24-hour insulation.", "Made from recycled steel",
        "The lid locks with one hand.", "Weighs only 198 g!", "Free returns within 60 days",
        "Tested by 1,200 runners", "no app, no account", "• Fits every cup holder",
        "Is it quiet? Yes", "IPX7", "2-year warranty", "100% cotton", "light", "Best in class; really");

    static readonly Gen<string> Korean = OneOf(
        "24시간 보온", "한 손으로 열린다", "물이 새지 않음", "3년 무상 교환.", "빈 무게 280g", "향료를 넣지 않았습니다", "한 번 충전으로 30시간 들을 수 있어요", "식물성 담요", "첫 구매 20% 할인",
        "따뜻한 온기", "최고의 소재", "누적 후기 1만 건", "빠르다", "- 무료 배송", "완벽한 밀폐!");

    static readonly Gen<string> Mess = Gen.OneOf(
        Gen.Const(""), Gen.Const("   "), Gen.String[Gen.Char[' ', '~'], 0, 40], Gen.String[Gen.Char['가', '힣'], 0, 30],
        Gen.Const("line\nbreak\tand \u0007 bell"),
        Gen.Const(string.Join(' ', Enumerable.Repeat("keeps its promise", 12))),
        Gen.Const(string.Concat(Enumerable.Repeat("오래 쓰는 물건 ", 25))));

    static readonly Gen<string> Text = Gen.Frequency((4, Latin), (4, Korean), (1, Mess));

    static readonly Gen<string> Name = Gen.Frequency(
        (8, OneOf("Onda", "Pacewell Strides", "온새움 데이 텀블러", "루미", "Nimbus X1", "Model 8", "한결", "The best thing")), (1, Mess));

    static readonly Gen<Brand> Brand =
        from name in Name
        from tagline in Text
        from tone in OneOf("warm and plain", "차분하고 전문적인", "")
        from audience in Gen.OneOf(OneOf("Light sleepers", "출근길이 긴 직장인", "Women 25-34, urban"), Mess)
        from use in Text.List[0, 4]
        from avoid in Gen.OneOf(OneOf("best", "최고", "완벽", "day", "the", "요", "EASY", "", " ", "24"), Mess).List[0, 4]
        from disclosures in OneOf("Advertisement", "광고", "개인에 따라 효과에 차이가 있을 수 있습니다", "Paid partnership").List[0, 3]
        select new Brand(name, tagline, tone, audience, new("#1f4d46", "#f3ede2", "#e2733d"), use, avoid, disclosures);

    static readonly Gen<Product> Product =
        from name in Name
        from facts in Text.List[0, 8]
        from call in Gen.Frequency((3, OneOf("Order at hanbit.example", "지금 hanbit.example에서 만나 보세요", "Shop now!")), (1, Text))
        select new Product(Guid.Empty, name, "A thing of use.", facts, call);

    static readonly Gen<ReferenceSegment> Segment =
        from role in Gen.Enum<SegmentRole>()
        from seconds in Gen.Double[0, 20]
        from shot in Gen.Enum<ShotSize>()
        from movement in Gen.Enum<CameraMovement>()
        from transition in Gen.Enum<Transition>()
        select new ReferenceSegment(role, 0, seconds, "Something is seen.", shot, movement, transition);

    static readonly Gen<ReferenceAnalysis> Reference =
        from style in Gen.Enum<HookStyle>()
        from pace in Gen.Double[0, 20]
        from segments in Segment.List[0, 45]
        select Timed(new ReferenceAnalysis("A reference", 0, style, pace, new("daylight", "calm", ["minimal", "film grain"]), segments));

    public static Gen<WritingBrief> Any { get; } =
        from brand in Brand
        from product in Product
        from reference in Gen.Frequency((5, Reference.Select(value => (ReferenceAnalysis?)value)), (1, Gen.Const((ReferenceAnalysis?)null)))
        from language in Gen.Enum<Language>()
        from seconds in Gen.Int[10, 120]
        from ratio in Gen.Enum<AspectRatio>()
        select new WritingBrief(brand, product, reference, Options(language, seconds) with { AspectRatio = ratio });

    public static GenerationOptions Options(Language language, int seconds)
        => new(language, AspectRatio.Portrait, seconds, Resolution.P720, [], ["local"], true);

    /// <summary>A sample of the repository in its own language.</summary>
    public static WritingBrief Sample(Language language, int seconds = 30)
    {
        var sample = JsonNode.Parse(File.ReadAllText(SamplePath(language == Language.Korean ? "ko.json" : "en.json")))!.AsObject();
        sample["product"]!["brand_id"] = Guid.Empty.ToString();
        return new(Part<Brand>("brand"), Part<Product>("product"), Part<ReferenceAnalysis>("reference"), Options(language, seconds));

        T Part<T>(string name) => DomainJson.Deserialize<T>(sample[name]!.ToJsonString());
    }

    public static Script Write(WritingBrief brief)
        => new OfflineScriptWriter().WriteAsync(brief, CancellationToken.None).GetAwaiter().GetResult();

    public static Storyboard Draw(Script script, WritingBrief brief)
        => new OfflineStoryboardArtist().DrawAsync(script, brief, CancellationToken.None).GetAwaiter().GetResult();

    static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    static ReferenceAnalysis Timed(ReferenceAnalysis reference)
    {
        var start = 0.0;
        var segments = new List<ReferenceSegment>();
        foreach (var segment in reference.Segments)
        {
            segments.Add(segment with { StartSeconds = start, EndSeconds = start + segment.EndSeconds });
            start = segments[^1].EndSeconds;
        }

        return reference with { DurationSeconds = start, Segments = segments };
    }

    static string SamplePath(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "samples", file)))
        {
            folder = folder.Parent ?? throw new FileNotFoundException($"samples/{file} lies in no folder above the tests.");
        }

        return Path.Combine(folder.FullName, "samples", file);
    }
}
