namespace CEBase.Funds.Reconciliation;

/// <summary>What is known of a period that is about to be signed.</summary>
internal sealed record SignFacts
{
    /// <summary>Proposals that nobody has confirmed or rejected.</summary>
    public int OpenProposals { get; init; }

    /// <summary>Differences without a written explanation.</summary>
    public int Unexplained { get; init; }

    /// <summary>Who signed for the base, or null.</summary>
    public long? BaseSigner { get; init; }

    /// <summary>Who signs now.</summary>
    public long? Signer { get; init; }

    /// <summary>Numbers of the system's own entries of the period that came, went or changed since it was compared.</summary>
    public IReadOnlyList<string> Changed { get; init; } = [];

    /// <summary>Numbers of the system's own entries of the period that the uploaded list doesn't have.</summary>
    public IReadOnlyList<string> Unlisted { get; init; } = [];

    /// <summary>Ledger lines without a day.</summary>
    public int Undated { get; init; }

    /// <summary>Months and entries of the period that another one has signed.</summary>
    public IReadOnlyList<string> SignedElsewhere { get; init; } = [];

    /// <summary>Open items of periods closed since it was compared.</summary>
    public int LeftOut { get; init; }

    /// <summary>Earlier periods that aren't closed.</summary>
    public IReadOnlyList<string> EarlierOpen { get; init; } = [];

    /// <summary>The period's last day where it isn't over.</summary>
    public DateOnly? EndsOn { get; init; }
}

/// <summary>What must be right before a side signs.</summary>
[RestsOn("BJTU:38", How = "签字前：推定的各笔有人确认，每笔差异写明原因，两方不得由同一人签字，同一个月和同一笔只签一次")]
internal static class SignRule
{
    private const string Article = "BJTU:38";
    private const int Shown = 5;

    /// <summary>Findings on a period about to be signed.</summary>
    public static IEnumerable<Finding> Judge(SignFacts facts)
    {
        if (facts.OpenProposals > 0)
        {
            yield return Finding.Block("funds.proposals-open", $"还有 {facts.OpenProposals} 笔是推定的，没有确认。请逐笔确认或否定后再签字。", Article);
        }
        if (facts.BaseSigner is { } first && first == facts.Signer)
        {
            yield return Finding.Block("funds.same-signer", "基地一方已由您签字。财务一方请由另一人签字。", Article);
        }
        if (facts.SignedElsewhere.Count > 0)
        {
            yield return Finding.Block("funds.signed-elsewhere", $"{Some(facts.SignedElsewhere)}已在另一个期间的对账里签字，不能再计一次。请改选期间或重新核对。", Article);
        }
        if (facts.Changed.Count > 0)
        {
            yield return Finding.Block("funds.books-changed", $"核对以后，系统里本期的付款或冲销有了变化：{Some(facts.Changed)}。请重新核对后再签字，已有的确认和说明会保留。", Article);
        }
        if (facts.LeftOut > 0)
        {
            yield return Finding.Block("funds.carry-left-out", $"核对以后又有更早的期间结账，其中 {facts.LeftOut} 笔未了结。请重新核对，把它们结转进来。", Article);
        }
        if (facts.Unexplained > 0)
        {
            yield return Finding.Review("funds.unexplained", $"还有 {facts.Unexplained} 笔差异没有写明原因。请逐笔说明，或写明为什么现在签字。", Article);
        }
        if (facts.Unlisted.Count > 0)
        {
            yield return Finding.Review("funds.unlisted", $"系统里本期付款或冲销的 {facts.Unlisted.Count} 笔不在上传的清单里：{Some(facts.Unlisted)}。请改为连同系统报销单核对，或写明为什么不计。", Article);
        }
        if (facts.Undated > 0)
        {
            yield return Finding.Review("funds.undated", $"明细账有 {facts.Undated} 笔分录没有日期，没有计入。请财务处补上日期后重新核对，或写明原因。", Article);
        }
        if (facts.EarlierOpen.Count > 0)
        {
            yield return Finding.Review("funds.earlier-open", $"更早的 {Some(facts.EarlierOpen)} 还没有结账，其中未了结的各笔不会结转到本期。请先结清，或写明原因。", Article);
        }
        if (facts.EndsOn is { } end)
        {
            yield return Finding.Review("funds.period-not-over", $"本期到 {end.InTable()} 才结束。签字后，本期内不能再登记付款、到账或冲销。请到期后再签，或写明原因。", Article);
        }
    }

    private static string Some(IReadOnlyList<string> all) => string.Join("、", all.Take(Shown)) + (all.Count > Shown ? $" 等 {all.Count} 项" : " ");
}
