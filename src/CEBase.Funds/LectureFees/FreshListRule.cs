namespace CEBase.Funds.LectureFees;

/// <summary>What is approved is what holds now: sessions, titles, standards and the month's tax.</summary>
[RestsOn("BJTU:36", How = "核定时重新计算，与编制时不一致的退回重算；核定后冻结并留摘要")]
internal static class FreshListRule
{
    public const string Stale = "lecture-fees.stale";

    public static IEnumerable<Finding> Check(IReadOnlyList<FeeLine> stored, IReadOnlyList<FeeLine> now)
    {
        if (Hash(stored) != Hash(now))
        {
            yield return Finding.Block(Stale, "编制之后课次、职称、标准、同一半天的另一张表或发放月份的税款有变化，表上的数字已经不是现在的数字。请（退回后）重新计算，再提交。", "BJTU:36");
        }
    }

    /// <summary>SHA-256 of what the lines pay, in lower-case hex.</summary>
    public static string Hash(IEnumerable<FeeLine> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(lines.OrderBy(l => l.Day)
        .ThenBy(l => l.HalfDay).ThenBy(l => l.InstructorId).ThenBy(l => l.PayeeId).Select(Paid)))));

    /// <summary>What a line of lectures pays, in the form that lists approved before other fees were listed were hashed in; what other fees add stands behind it.</summary>
    private static object?[] Paid(FeeLine l)
    {
        object?[] lecture =
        [
            l.InstructorId, l.Name, l.Title, l.TitleLevel.ToString(), l.IsInHouse, l.Day.InTable(), l.HalfDay.ToString(), l.Taught.Tenths, l.Hours.Tenths, l.IsExpert, l.Cap,
            l.Rate.Fen, l.Net.Fen, l.Gross.Fen, l.Tax.Fen,
        ];
        return l.Taught > StudyHours.Zero ? lecture : [.. lecture, l.PayeeId, l.UntilDay.InTable(), l.ByCorrespondence, l.Note];
    }
}
