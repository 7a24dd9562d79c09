using CEBase.Projects.Intake;

namespace CEBase.Projects.Parts;

/// <summary>Software, platforms and services are bought under an approval of the school.</summary>
[RestsOn("BJTU:37", How = "立项列出的软件、平台和服务采购须填批准编号")]
internal static class PurchaseRule
{
    public const string NotListed = "purchase.not-listed";
    public const string Unapproved = "purchase.unapproved";

    public static IEnumerable<Finding> Check(IReadOnlyList<string> yes, IReadOnlyList<Purchase> purchases)
    {
        if (yes.Contains(IntakeQuestions.WithPurchase) && purchases.Count == 0)
        {
            yield return Finding.Block(NotListed, "填了要采购软件、平台或服务，但没有列出采购内容。", "BJTU:37");
        }
        foreach (var purchase in purchases.Where(p => string.IsNullOrWhiteSpace(p.ApprovalNo)))
        {
            yield return Finding.Block(Unapproved, $"采购“{purchase.Name}”还没有学校的批准编号。", "BJTU:37");
        }
    }
}
