using CEBase.Platform.Findings;
using CEBase.Platform.Values;

namespace CEBase.Platform.Personal;

/// <summary>What a check says of a unified social credit code.</summary>
public sealed record CreditCodeCheck : NumberCheck
{
    /// <summary>
    /// Whether the check character fits. Codes given out in the early pilot are legal and don't: a mismatch asks to look at the licence and
    /// never stops by itself. False also where the form is wrong.
    /// </summary>
    public bool ChecksumFits { get; init; }
}

/// <summary>统一社会信用代码 (GB 32100-2015): 18 characters of 0-9 and A-Y without I, O, S, V, Z, the last a check by modulus 31.</summary>
[RestsOn("GB32100:format", "GB32100:check", How = "统一社会信用代码核对：格式和校验码分别给出结论")]
public static class CreditCode
{
    /// <summary>Characters of a code.</summary>
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>Checks form (<c>credit_code_length</c>, <c>credit_code_characters</c>) and check character, apart.</summary>
    public static CreditCodeCheck Check(string? typed)
    {
        var code = TextFold.Number(typed).Replace("-", "");
        if (code.Length != Length)
        {
            return Wrong("credit_code_length", $"统一社会信用代码应为 {Length} 位，这里是 {code.Length} 位。请对照营业执照或法人证书更正。");
        }
        if (code.AsSpan().ContainsAnyExcept(Alphabet))
        {
            return Wrong("credit_code_characters", "统一社会信用代码只含数字和大写字母，且没有 I、O、S、V、Z。请对照营业执照或法人证书更正。");
        }
        return new CreditCodeCheck { Number = code, ChecksumFits = code[17] == CheckCharacter(code) };

        CreditCodeCheck Wrong(string reason, string sentence) => new() { Number = code, Reason = reason, Sentence = sentence };
    }

    /// <summary>The check character that belongs to the first 17.</summary>
    public static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(code[i]) * Weights[i];
        }
        return Alphabet[(31 - sum % 31) % 31];
    }
}
