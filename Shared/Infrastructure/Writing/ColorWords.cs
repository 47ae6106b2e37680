using System.Globalization;

namespace VideoGen.Infrastructure.Writing;

/// <summary>Says a colour in words, as video models understand it better than a number.</summary>
internal static class ColorWords
{
    static readonly (double UpToDegrees, string Name)[] Hues =
    [
        (15, "red"), (30, "orange"), (48, "amber"), (65, "yellow"), (95, "lime green"), (168, "green"), (195, "teal"), (215, "sky blue"),
        (250, "blue"), (280, "violet"), (315, "purple"), (345, "pink"), (360, "red"),
    ];

    /// <param name="hex">Such as <c>#1f6f5c</c>.</param>
    /// <returns>Such as "deep green"; <see langword="null"/> when it is not a colour.</returns>
    public static string? Of(string hex)
    {
        if (hex is not ['#', .. { Length: 6 } digits]
            || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            return null;
        }

        double red = rgb >> 16, green = (rgb >> 8) & 255, blue = rgb & 255;
        var most = Math.Max(red, Math.Max(green, blue));
        var least = Math.Min(red, Math.Min(green, blue));
        var lightness = (most + least) / 510;
        var spread = most - least;
        var saturation = spread == 0 ? 0 : spread / (255 * (1 - Math.Abs(2 * lightness - 1)));
        if (lightness > 0.93)
        {
            return spread > 6 && red > blue ? "warm white" : "white";
        }

        if (saturation < 0.12 || lightness < 0.06)
        {
            return lightness switch { < 0.12 => "black", < 0.35 => "charcoal grey", < 0.7 => "grey", _ => "light grey" };
        }

        var sector = most == red ? (green - blue) / spread % 6 : most == green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
        var degrees = (sector * 60 + 360) % 360;
        var name = Hues.First(hue => degrees <= hue.UpToDegrees).Name;
        return (degrees, lightness, saturation) switch
        {
            ( > 15 and <= 50, < 0.4, _) => "deep brown",
            ( > 15 and <= 65, > 0.75, _) => "warm cream",
            (_, < 0.3, _) => $"deep {name}",
            (_, > 0.75, _) => $"pale {name}",
            (_, _, < 0.35) => $"muted {name}",
            (_, _, > 0.7) => $"bright {name}",
            _ => name,
        };
    }
}
