using System.Text.RegularExpressions;
using VideoGen.Domain;

namespace VideoGen.Infrastructure.Writing;

/// <summary>
/// What can be understood of feedback on a script without a model, in Korean and English: length, the kind of hook, the register, and
/// whether only the opening or the ending is meant. What is not understood asks for other words.
/// </summary>
internal sealed partial record AskedWords(bool Shorter, bool Longer, HookStyle? Hook, bool? Formal, bool OpeningOnly, bool EndingOnly)
{
    static readonly (HookStyle Style, Regex Said)[] Styles =
    [
        (HookStyle.Question, Question()), (HookStyle.Statistic, Number()), (HookStyle.Story, Story()),
        (HookStyle.Problem, Problem()), (HookStyle.BoldClaim, Bold()),
    ];

    public static AskedWords Read(string feedback)
    {
        var (shorter, longer) = (Short().IsMatch(feedback), Long().IsMatch(feedback));
        var (opening, ending) = (Opening().IsMatch(feedback), Ending().IsMatch(feedback));
        var (formal, casual) = (Polite().IsMatch(feedback), Friendly().IsMatch(feedback));
        HookStyle? style = Styles.Where(style => style.Said.IsMatch(feedback)).Select(style => (HookStyle?)style.Style).FirstOrDefault();
        return new(shorter && !longer, longer && !shorter, style, formal == casual ? null : formal, opening && !ending, ending && !opening);
    }

    [GeneratedRegex(@"\b(short|brief|tight|concise|trim|fewer words|less text)|짧|줄여|줄이|간결", RegexOptions.IgnoreCase)]
    private static partial Regex Short();

    [GeneratedRegex(@"\b(longer|lengthen|more detail|elaborate|expand|say more)|길게|늘려|늘리|자세|구체", RegexOptions.IgnoreCase)]
    private static partial Regex Long();

    [GeneratedRegex(@"\b(hook|opening|opener|intro|first (line|scene|sentence))\b|훅|후킹|도입|오프닝|첫 ?(문장|장면|줄|마디)", RegexOptions.IgnoreCase)]
    private static partial Regex Opening();

    [GeneratedRegex(@"\b(ending|closing|outro|call to action|cta|last (line|scene|sentence))\b|마지막|엔딩|마무리|끝 ?(문장|장면)", RegexOptions.IgnoreCase)]
    private static partial Regex Ending();

    [GeneratedRegex(@"\b(question|ask)|질문|물음|물어", RegexOptions.IgnoreCase)]
    private static partial Regex Question();

    [GeneratedRegex(@"\b(number|figure|statistic)|숫자|수치|통계", RegexOptions.IgnoreCase)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(story|stories|storytelling|narrative)\b|이야기|스토리|사연", RegexOptions.IgnoreCase)]
    private static partial Regex Story();

    [GeneratedRegex(@"\b(problem|pain|struggle)|문제|공감|고민", RegexOptions.IgnoreCase)]
    private static partial Regex Problem();

    [GeneratedRegex(@"\b(bold|strong|confident|punchy|daring)|강하게|강렬|자신 ?있|대담|과감", RegexOptions.IgnoreCase)]
    private static partial Regex Bold();

    [GeneratedRegex(@"\b(formal|professional|polite|serious)|격식|정중|공식|점잖|합니다체", RegexOptions.IgnoreCase)]
    private static partial Regex Polite();

    [GeneratedRegex(@"\b(casual|informal|friendl|relaxed|playful)|친근|다정|부드럽|편하게|편안|캐주얼|해요체", RegexOptions.IgnoreCase)]
    private static partial Regex Friendly();
}
