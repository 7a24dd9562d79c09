namespace CEBase.Funds.Claims;

/// <summary>A claim has lines, and something to show for them where the table of papers asks for nothing.</summary>
[RestsOn("MOF540:papers", How = "报销单没有任何附件的须复核")]
internal static class PapersRule
{
    public const string NoPapers = "claim.no-papers";
    public const string NoLines = "claim.no-lines";

    public static IEnumerable<Finding> Check(int lines, int files)
    {
        if (lines == 0)
        {
            yield return Finding.Block(NoLines, "报销单还没有明细，请先逐行填写。");
        }
        else if (files == 0)
        {
            yield return Finding.Review(NoPapers, "没有上传任何附件。请附上发票、通知、签到表等，或说明附件在哪里。", "MOF540:papers");
        }
    }
}
