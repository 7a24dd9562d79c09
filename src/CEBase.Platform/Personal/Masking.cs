using CEBase.Platform.Findings;

namespace CEBase.Platform.Personal;

/// <summary>How personal data is shown to those who needn't see it whole.</summary>
[RestsOn("PIPL:51", "BJTU:34", How = "页面和导出默认掩码显示")]
public static class Masking
{
    /// <summary>Document numbers keep three characters in front and four at the end; short ones keep only the last two.</summary>
    public static string Document(string number) => number.Length >= 9 ? Keep(number, 3, 4) : Keep(number, 0, 2);

    /// <summary>Phone numbers keep three and four: 138****5678.</summary>
    public static string Phone(string number) => number.Length >= 9 ? Keep(number, 3, 4) : Keep(number, 0, 2);

    /// <summary>Names keep the family name, and the last character of names of three and more: 张*, 王*明.</summary>
    public static string Name(string name)
    {
        var characters = name.Trim().EnumerateRunes().ToArray();
        return characters.Length switch
        {
            0 => "",
            1 => "*",
            2 => $"{characters[0]}*",
            _ => $"{characters[0]}{new string('*', characters.Length - 2)}{characters[^1]}",
        };
    }

    /// <summary>E-mail keeps its first character and the domain: z***@example.com.</summary>
    public static string Email(string email) => email.Split('@') is [{ Length: > 0 } name, var domain] ? $"{name[0]}***@{domain}" : "***";

    private static string Keep(string text, int front, int back) => text.Length <= front + back
        ? new string('*', text.Length)
        : string.Concat(text.AsSpan(0, front), new string('*', text.Length - front - back), text.AsSpan(text.Length - back));
}
