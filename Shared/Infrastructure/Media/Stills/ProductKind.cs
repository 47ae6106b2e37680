using VideoGen.Domain;

namespace VideoGen.Infrastructure.Media;

internal enum ProductKind
{
    Bottle,
    Dropper,
    Jar,
    Can,
    Carton,
    Phone,
    Orb,
}

/// <summary>Guesses from its name what a product looks like; the same product looks the same in every scene.</summary>
internal static class ProductKinds
{
    // The first that is found wins: "coffee cream" is a drink, "cream" is cosmetics.
    static readonly (ProductKind Kind, string[] Words)[] Known =
    [
        (ProductKind.Phone, ["app", "앱", "서비스", "service", "platform", "플랫폼", "software", "course", "강의", "card", "카드", "phone"]),
        (ProductKind.Dropper, ["serum", "세럼", "ampoule", "앰플", "essence", "에센스", "oil", "오일"]),
        (ProductKind.Can, ["coffee", "커피", "tea", "녹차", "홍차", "soda", "beer", "맥주", "drink", "음료", "탄산", "brew", "브루"]),
        (ProductKind.Jar, ["cream", "크림", "balm", "밤", "honey", "꿀", "jam", "잼", "candle", "캔들", "butter"]),
        (ProductKind.Bottle, ["water", "워터", "shampoo", "샴푸", "lotion", "로션", "toner", "토너", "juice", "주스", "wine", "sauce", "bottle",
            "milk", "우유"]),
        (ProductKind.Carton, ["box", "박스", "set", "세트", "kit", "키트", "snack", "과자", "tablet", "vitamin", "비타민", "book", "책"]),
    ];

    public static ProductKind Of(StillBrief brief)
    {
        foreach (var (kind, words) in Known)
        {
            if (words.Any(word => Names(brief.ProductName, word)))
            {
                return kind;
            }
        }

        ProductKind[] neutral = [ProductKind.Bottle, ProductKind.Carton, ProductKind.Jar, ProductKind.Orb];
        return neutral[new Dice(brief.BrandName + "/" + brief.ProductName).Pick(neutral.Length)];
    }

    // Latin words count whole, so that "tea" is not found in "team"; Korean compounds are written together.
    static bool Names(string name, string word) => word[0] > 127
        ? name.Contains(word, StringComparison.Ordinal)
        : name.Split([' ', '-', ',', '.', '/'], StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase);
}
