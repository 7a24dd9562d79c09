namespace CEBase.Funds.Checks;

/// <summary>
/// Descriptions as they are typed, made comparable: full-width folded, lower case, no spaces but between Latin words, traditional characters
/// simplified, characters that were pulled apart (公·务·接·待) put together again.
/// </summary>
internal static partial class Folded
{
    private const string Traditional = "禮獎補貼資薪費務車輛購買採獻贈節慶勞務員職領導飲餐廳飯煙滷餅粽護證簽飛機臺灣門國際會議場館開發書編譯講課師專家學習訓練報銷電腦設備網絡軟體數據庫傭錢銀紅葉傘錶單衛醫藥檢療養險積業";
    private const string Simplified = "礼奖补贴资薪费务车辆购买采献赠节庆劳务员职领导饮餐厅饭烟卤饼粽护证签飞机台湾门国际会议场馆开发书编译讲课师专家学习训练报销电脑设备网络软体数据库佣钱银红叶伞表单卫医药检疗养险积业";
    private const string Quotes = "“”„‘’\"'「」『』"; // the “心意” of every employee is what it is without them, and so is the “体检” of a bridge
    private static readonly Dictionary<char, char> Simple = Traditional.Zip(Simplified).DistinctBy(p => p.First).ToDictionary(p => p.First, p => p.Second);

    /// <summary>The folded text.</summary>
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var normal = TextFold.Of(text);
        for (var i = 0; i < normal.Length; i++)
        {
            var c = normal[i];
            if (char.IsWhiteSpace(c))
            {
                if (folded.Length > 0 && char.IsAsciiLetter(folded[^1]) && i + 1 < normal.Length && char.IsAsciiLetter(normal[i + 1]))
                {
                    folded.Append(' ');
                }
            }
            else if (c == '&' && folded.Length > 0 && char.IsAsciiLetter(folded[^1]) && i + 1 < normal.Length && char.IsAsciiLetter(normal[i + 1]))
            {
                continue; // B&K is one name, 餐费&礼品 are two purchases
            }
            else if (!char.IsControl(c) && !Quotes.Contains(c) && c is not ('\u200b' or '\ufeff'))
            {
                folded.Append(Simple.TryGetValue(c, out var simple) ? simple : char.ToLowerInvariant(c));
            }
        }
        var whole = folded.Replace("(境)", "境").ToString();
        return PulledApart().Replace(whole, m => string.Concat(m.Value.Where(c => c is >= '\u4e00' and <= '\u9fff')));
    }

    [GeneratedRegex(@"(?<![一-鿿])[一-鿿](?:([·•.*_~\-])[一-鿿])(?:\1[一-鿿])+(?![一-鿿])|(?<![一-鿿])[一-鿿]([*•_])[一-鿿](?![一-鿿])")]
    private static partial Regex PulledApart();
}
