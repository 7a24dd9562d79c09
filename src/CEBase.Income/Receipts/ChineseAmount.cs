namespace CEBase.Income.Receipts;

/// <summary>An amount in the characters that can't be changed with a stroke: 壹仟贰佰元整.</summary>
internal static class ChineseAmount
{
    private const string Digits = "零壹贰叁肆伍陆柒捌玖";
    private static readonly string[] Places = ["", "拾", "佰", "仟"];
    private static readonly string[] Groups = ["", "万", "亿"];

    public static string Of(Money amount)
    {
        var (yuan, jiao, fen) = (amount.Fen / 100, (int)(amount.Fen / 10 % 10), (int)(amount.Fen % 10));
        var text = new StringBuilder(yuan > 0 || amount.Fen == 0 ? Whole(yuan) + "元" : "");
        if (jiao == 0 && fen == 0)
        {
            return text.Append('整').ToString();
        }
        if (jiao > 0)
        {
            text.Append(Digits[jiao]).Append('角');
        }
        else if (yuan > 0)
        {
            text.Append('零');
        }
        return (fen > 0 ? text.Append(Digits[fen]).Append('分') : text.Append('整')).ToString();
    }

    private static string Whole(long yuan)
    {
        if (yuan == 0)
        {
            return "零";
        }
        var text = "";
        var needsZero = false;
        for (var group = 0; yuan > 0; group++, yuan /= 10_000)
        {
            var part = (int)(yuan % 10_000);
            if (part > 0)
            {
                text = Part(part) + Groups[group] + (needsZero && text.Length > 0 ? "零" : "") + text;
            }
            // A group that doesn't begin with its thousands is read with a zero before it; an empty one passes the zero on.
            needsZero = part < 1000 && (part > 0 || text.Length > 0);
        }
        return text;
    }

    private static string Part(int part)
    {
        var text = "";
        var zero = false;
        for (var place = 0; part > 0; place++, part /= 10)
        {
            var digit = part % 10;
            if (digit > 0)
            {
                text = Digits[digit] + Places[place] + (zero && text.Length > 0 ? "零" : "") + text;
                zero = false;
            }
            else
            {
                zero = true;
            }
        }
        return text;
    }
}
