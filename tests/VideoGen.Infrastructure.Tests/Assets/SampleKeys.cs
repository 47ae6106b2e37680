namespace VideoGen.Infrastructure.Tests.Assets;

public static class SampleKeys
{
    /// <summary>Odd, but keys all the same.</summary>
    public static TheoryData<string> Odd =>
    [
        "한글 이름/영상 (1).png", "a b+c&d=é#?.png", "100%/%2F/a%20b.png", "...", "🎬.mp4", "~'\"<>|*:;,@!$[].txt", new string('x', 255),
    ];

    public static TheoryData<string> Bad =>
    [
        "", "/etc/passwd", "../a.txt", "a/../../b.txt", "a/./b.txt", "a//b.txt", "a/", "a\0.txt", "a\n.txt", "a\\b.txt", "\ud800.txt",
        new string('x', 256), string.Concat(Enumerable.Repeat("folder/", 150))[..^1],
    ];
}
