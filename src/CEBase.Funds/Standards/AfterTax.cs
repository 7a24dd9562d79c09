using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>Who draws a fee, as the registry knows the name on the day of the fee.</summary>
/// <param name="Name">As the line writes it.</param>
/// <param name="Matches">How many of that name the registry has.</param>
/// <param name="Level">Title on the day; what stands when there is exactly one match.</param>
/// <param name="IsInHouse">Of the school's own staff: paid through payroll, where the tax is computed too.</param>
internal sealed record Payee(string Name, int Matches, TitleLevel Level, bool IsInHouse)
{
    public const string NotFound = "standard.payee-unknown";

    public bool IsKnown => Matches == 1;

    /// <summary>Without one certain person there is no certain title; the highest step then holds as the limit.</summary>
    public IEnumerable<Finding> Check(string article)
    {
        if (Matches == 0)
        {
            yield return Finding.Review(NotFound, $"师资库没有“{Name}”，职称无从核对，只按最高一档核对了上限。请先登记师资，或核对姓名。", article) with { Remedy = "/console/instructors" };
        }
        else if (Matches > 1)
        {
            yield return Finding.Review(NotFound, $"师资库有 {Matches} 位“{Name}”，不能确定是哪一位，只按最高一档核对了上限。请核对职称。", article) with { Remedy = "/console/instructors" };
        }
    }
}

/// <summary>Compares what a line asks for with a cap that is meant after tax.</summary>
internal static class AfterTax
{
    public const string TypedNet = "standard.fee-net";
    public const string Payroll = "standard.payroll";

    /// <param name="rule">Id of the rule that speaks.</param>
    /// <param name="sum">How the cap came about, up to its result: 副高每学时税后上限 500 元，上午 4 学时最多 2,000 元.</param>
    /// <param name="cap">The cap after tax.</param>
    /// <param name="line">The line.</param>
    /// <param name="measures">Its measures.</param>
    /// <param name="payee">Who draws it.</param>
    /// <param name="tax">The withholding table of the day; null where none is known.</param>
    /// <param name="articles">What it rests on.</param>
    public static IEnumerable<Finding> Check(string rule, string sum, Money cap, ClaimLine line, LineMeasures measures, Payee payee, TaxTable? tax, params string[] articles)
    {
        var isNet = measures.IsNet || measures.NetAmount > Money.Zero;
        var net = measures.NetAmount > Money.Zero ? measures.NetAmount : line.Amount;
        if (isNet)
        {
            if (net > cap)
            {
                yield return Finding.Block(rule, $"{sum}；本行税后 {net.InWords()} 元，超出 {(net - cap).InWords()} 元。", articles);
            }
            if (measures.NetAmount == Money.Zero && !payee.IsInHouse && tax?.GrossUp(net) is { } fee && fee.Tax > Money.Zero)
            {
                yield return Finding.Review(TypedNet, $"本行按税后填写；经费应列支税前 {fee.Gross.InWords()} 元，其中代扣税款 {fee.Tax.InWords()} 元。请改按税前填写。", articles);
            }
            yield break;
        }
        if (tax is null)
        {
            yield return Finding.Review(Cap.UnknownRule, $"{line.FromDay.InTable()} 没有劳务报酬预扣表，不能把税后上限 {cap.InWords()} 元换算成税前。请核对。", articles);
            yield break;
        }
        var gross = tax.GrossUp(cap).Gross;
        if (line.Amount > gross)
        {
            yield return Finding.Block(rule, $"{sum}，税前 {gross.InWords()} 元；本行 {line.Amount.InWords()} 元，超出 {(line.Amount - gross).InWords()} 元。", articles);
        }
        else if (payee.IsInHouse && line.Amount > cap)
        {
            yield return Finding.Review(Payroll, $"{sum}；{payee.Name} 是本校在职人员，随工资发放，税款由工资系统计算，本行 {line.Amount.InWords()} 元高于税后上限。请核对税后数。", articles);
        }
    }
}
