namespace VideoGen.ProviderSimulator.Models;

/// <summary>Lines by role, as a copywriter on a slow day has them. Places: name, brand, fact, cta.</summary>
static class ScriptLines
{
    public static IReadOnlyList<string> For(string role, string hook, bool korean) => (role, korean) switch
    {
        ("hook", true) => hook switch
        {
            "statistic" => ["{fact}.", "숫자가 먼저 말해 줍니다."],
            "problem" => ["오늘도 그 불편, 그냥 넘기셨나요?", "또 그 순간이 찾아왔습니다."],
            "story" => ["평범한 아침, 작은 차이가 시작됩니다.", "어느 날 아침의 이야기입니다."],
            "bold_claim" => ["하루의 온도가 달라집니다.", "{name}, 하루가 달라집니다."],
            _ => ["아직도 예전 방식 그대로인가요?", "{name}, 만나 보셨나요?"],
        },
        ("problem", true) => ["매일 반복되는 작은 불편, 이제는 바꿀 때입니다.", "늘 아쉬웠던 순간이 있습니다.", "이런 순간, 있으셨죠?"],
        ("solution", true) => ["그래서 {brand}에서 {name}, 준비했습니다.", "여기 {name}, 있습니다.", "{name}."],
        ("benefit", true) => ["{fact}.", "무엇보다, {fact}."],
        ("proof", true) => ["{fact}. 직접 확인해 보세요.", "{fact}."],
        ("offer", true) => ["지금은 {fact}.", "{fact}."],
        (_, true) => ["{name}. {cta}.", "{cta}."],
        ("hook", false) => hook switch
        {
            "statistic" => ["{fact}.", "Here is a number to remember."],
            "problem" => ["That small annoyance, again today?", "There it is again."],
            "story" => ["It started on an ordinary morning.", "One ordinary morning."],
            "bold_claim" => ["Your day is about to feel different.", "{name} changes the day."],
            _ => ["Still doing it the old way?", "Have you met {name}?"],
        },
        ("problem", false) => ["You know the moment: it lets you down just when you need it.", "There has to be another way.", "We all know it."],
        ("solution", false) => ["So {brand} made {name}, for days like this one.", "Meet {name} by {brand}.", "Meet {name}.", "{name}."],
        ("benefit", false) => ["{fact}.", "What you notice first: {fact}."],
        ("proof", false) => ["See for yourself: {fact}.", "{fact}."],
        ("offer", false) => ["And right now: {fact}.", "{fact}."],
        _ => ["{name}. {cta}.", "{cta}."],
    };

    /// <summary>Lines that claim nothing, for scenes in which no fact fits.</summary>
    public static IReadOnlyList<string> Quiet(bool korean) => korean
        ? ["하루 내내, 곁에 있습니다.", "천천히 보세요.", "그대로."]
        : ["With you, all day long.", "Take a closer look.", "Just like that."];

    public static IReadOnlyList<string> Screens(string role, bool korean) => (role, korean) switch
    {
        ("hook", true) => ["알고 계셨나요?", "오늘부터"],
        ("problem", true) => ["이제 그만", ""],
        ("solution" or "call_to_action", _) => ["{name}", ""],
        (_, true) => ["", "직접 보세요"],
        ("hook", false) => ["Sound familiar?", "From today"],
        ("problem", false) => ["Enough of that", ""],
        _ => ["", "See it yourself"],
    };
}
