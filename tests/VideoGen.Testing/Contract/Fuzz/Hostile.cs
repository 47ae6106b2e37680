using System.Text.Json.Nodes;

namespace VideoGen.Testing.Contract.Fuzz;

/// <summary>Values and bodies that no well-meaning caller sends.</summary>
static class Hostile
{
    public static readonly string[] Texts =
    [
        "", " ", "\0", "a\0b", "'; drop table videos; --", "\" or 1=1 --", "%27%20or%201=1", "{{7*7}}", "${jndi:ldap://127.0.0.1/a}", "$(reboot)", "`id`",
        "<script>alert(1)</script>", "../../../../etc/passwd", "..%2f..%2f", "\u202Egnp.exe", "\u200B", "\uFEFF", "\uFFFF", "👩‍👩‍👧‍👦", "é́́́́", "ﷺﷺ",
        "-1", "0x7f", "1e999", "NaN", "null", "true", "2147483648", "99999999999999999999", "0190d5c0-0000-7000-8000-00000000000g", "{0190d5c0-0000-7000-8000-000000000001}",
        "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-29T25:00:00Z", "http://169.254.169.254/", "file:///etc/passwd", "%", "\\", "\r\nX-Injected: 1", "a,b,c", "*", "**", "_", "\u001b[2J",
    ];

    /// <summary>JSON, also such that no writer would write.</summary>
    public static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e999", "-0.0", "1.7976931348623157e308", "2147483648", "-9223372036854775809", "123456789012345678901234567890", "0.000000000001",
        "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udfff\\ud800\"", "\"\\u202e\\u0007\"", "[]", "{}", "[null]", "[[[[]]]]", "{\"\":\"\"}", "{\"__proto__\":{}}", "\"2026-11-29\"", "\"-0.001\"", "\"1e5\"", "\" 1.00\"",
        "\"79228162514264337593543950336\"",
    ];

    public static string Text(Random random) => random.Next(40) == 0 ? new string('я', random.Next(100, 20_000)) : Texts[random.Next(Texts.Length)];

    /// <summary>As raw JSON, to be put in the place of a value.</summary>
    public static string Value(Random random)
        => random.Next(3) == 0 ? JsonValue.Create(Text(random)).ToJsonString() : Values[random.Next(Values.Length)];

    /// <summary>Breaks the body as a whole.</summary>
    public static byte[] Break(byte[] body, Random random)
    {
        switch (random.Next(9))
        {
            case 0: return body[..random.Next(body.Length)];
            case 1: return [.. body, .. "}"u8];
            case 2: return [0xEF, 0xBB, 0xBF, .. body];
            case 3: return [.. body.SelectMany(one => new byte[] { one, 0 })];
            case 4: return [.. Enumerable.Repeat((byte)'[', 2000)];
            case 5: return random.Next(20) == 0 ? new byte[1024 * 1024 + 1] : new byte[random.Next(4000)];
            case 6: return "{\"a\":1,\"a\":2}"u8.ToArray();
            case 7: return "NaN"u8.ToArray();
            default:
                var noise = (byte[])body.Clone();
                for (var i = random.Next(1, 4); i > 0 && noise.Length > 0; i--)
                {
                    noise[random.Next(noise.Length)] = (byte)random.Next(256);
                }

                return noise;
        }
    }
}
