namespace VideoGen.Domain;

/// <summary>What numbers count, in the spellings of both languages.</summary>
static class Units
{
    static readonly (string Unit, decimal Factor, string Spellings)[] Known =
    [
        ("second", 1, "second seconds sec secs 초"), ("second", 60, "minute minutes min mins 분"), ("second", 3_600, "hour hours hr hrs h 시간"),
        ("second", 86_400, "day days 일"), ("second", 604_800, "week weeks 주 주일"),
        ("month", 1, "month months 개월 달"), ("month", 12, "year years yr yrs 년"),
        ("percent", 1, "% percent 퍼센트 프로"), ("times", 1, "times 배"),
        ("gram", 1, "g gram grams 그램"), ("gram", 1_000, "kg kilo kilos kilogram kilograms 킬로 킬로그램"),
        ("milliliter", 1, "ml milliliters millilitres 밀리리터"), ("milliliter", 1_000, "l liter liters litre litres 리터"),
        ("millimeter", 1, "mm 밀리미터"), ("millimeter", 10, "cm 센티 센티미터"), ("millimeter", 1_000, "m meter meters metre metres 미터"),
        ("millimeter", 1_000_000, "km kilometers kilometres 킬로미터"), ("inch", 1, "inch inches 인치"),
        ("watt", 1, "w watt watts 와트"), ("watt", 1_000, "kw"), ("mah", 1, "mah"), ("decibel", 1, "db decibel decibels 데시벨"),
        ("degree", 1, "° °c ℃ degrees 도"), ("won", 1, "₩ won krw 원"), ("dollar", 1, "$ dollar dollars usd 달러"), ("euro", 1, "€ euro euros 유로"),
        ("pound", 1, "£"), ("person", 1, "people persons customers users runners 명 인"), ("rank", 1, "위"),
    ];

    static readonly Dictionary<string, (string Unit, decimal Factor)> BySpelling = Known
        .SelectMany(known => known.Spellings.Split(' ').Select(spelling => (spelling, known)))
        .ToDictionary(pair => pair.spelling, pair => (pair.known.Unit, pair.known.Factor), StringComparer.OrdinalIgnoreCase);

    /// <summary>A pattern for every spelling, the longest first; Latin ones only as whole words, 원 not as the beginning of another word.</summary>
    public static string Any { get; } = string.Join('|', BySpelling.Keys
        .Where(spelling => spelling is not ("$" or "€" or "£" or "₩"))
        .OrderByDescending(spelling => spelling.Length)
        .Select(spelling => char.IsAsciiLetter(spelling[^1]) ? $"{spelling}(?![A-Za-z])" : spelling == "원" ? "원(?![하해했한할칙인래료])" : spelling));

    /// <returns>The smallest unit of its kind and how many of these it is; an empty name for what is not known.</returns>
    public static (string Unit, decimal Factor) Of(string spelling) => BySpelling.GetValueOrDefault(spelling, ("", 1));
}
