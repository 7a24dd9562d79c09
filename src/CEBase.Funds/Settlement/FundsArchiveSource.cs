using CEBase.Funds.Claims;

namespace CEBase.Funds.Settlement;

/// <summary>经费收支结算 of a class that has money: the signed settlement, budget against actual, its claims with their vouchers.</summary>
[RestsOn("BJTU:32", How = "班级经费决算单、预算对照和报销单清单归入班级档案")]
internal sealed class FundsArchiveSource(IIncomeFigures income) : IArchiveSource
{
    private const string Account = "finance.account";

    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        if (await SettlementReader.IsEmptyAsync(db, card.Id))
        {
            return [];
        }
        var record = await ClassSettlement.OfAsync(db, card.Id);
        var total = (await ClassCost.OfClassAsync(db, card.Id)).Where(c => c.Counts).Sum(c => c.Amount);
        return
        [
            new ArchiveItem(Account, record.IsSigned, $"/console/classes/{card.ClassNo}/settlement")
            {
                Detail = record.IsSigned ? $"决算 {record.Total} 元，{record.SignedByName} 签字" : $"费用合计 {total} 元，决算还没有签字",
                Contents =
                [
                    ArchiveContent.Sheet($"{card.ClassNo} 经费决算单.html", $"{card.Name} 经费决算", async s => await SheetAsync(s, card)),
                    ArchiveContent.Table($"{card.ClassNo} 费用明细.csv", ["日期", "费用类型", "用途摘要", "收款人", "经费来源", "报销单", "凭证号", "付款日期", "金额（元）"], async s =>
                        (await ClassCost.OfClassAsync(s, card.Id)).Where(c => c.Counts).Select(c => (IReadOnlyList<object?>)[c.FromDay, c.Kind.Label(), c.Description, c.Payee, c.FundName, c.Number, c.Voucher, c.PaidOn, c.Amount.Yuan])),
                    ArchiveContent.Table($"{card.ClassNo} 预算与实际.csv", ["科目", "本班预算（元）", "已付（元）", "在办（元）", "结余（元）"], async s =>
                        (await SettlementReader.BudgetsAsync(s, card.Id, await ClassCost.OfClassAsync(s, card.Id))).Select(b => (IReadOnlyList<object?>)[b.Label, b.Planned?.Yuan, b.Paid.Yuan, b.Open.Yuan, b.Left?.Yuan])),
                    ArchiveContent.Table($"{card.ClassNo} 报销单清单.csv", ["报销单", "经费来源", "凭证号", "付款日期", "状态", "本班金额（元）"], async s =>
                        (await ClassCost.OfClassAsync(s, card.Id)).Where(c => !c.IsDraft).GroupBy(c => c.Number).Select(g => (IReadOnlyList<object?>)[g.Key, g.First().FundName, g.First().Voucher, g.First().PaidOn, StateOf(g.First().State), g.Sum(c => c.Amount).Yuan])),
                    ArchiveContent.Table($"{card.ClassNo} 应收与收款.csv", ["缴费通知", "缴费人", "应收（元）", "已收（元）", "已退（元）", "状态"], async s =>
                        (await income.BillsAsync(s, card.Id)).Select(b => (IReadOnlyList<object?>)[b.Number, b.PayerName, b.Amount.Yuan, b.Received.Yuan, b.Refunded.Yuan, b.State])),
                ],
            },
        ];
    }

    private static async Task<IEnumerable<(string, string)>> SheetAsync(DbScope db, ClassCard card)
    {
        var record = await ClassSettlement.OfAsync(db, card.Id);
        IReadOnlyList<(LineKind Kind, Money Sum)> kinds = record.Settled is { } sheet
            ? [.. sheet.Kinds.Where(k => k.Count > 0).Select(k => (k.Kind, k.Total))]
            : [.. (await ClassCost.OfClassAsync(db, card.Id)).Where(c => c.Counts).GroupBy(c => c.Kind).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(c => c.Amount)))];
        return
        [
            ("班期", $"{card.StartsOn.InTable()} 至 {card.EndsOn.InTable()}"), ("经费方式", card.Funding.Label()), ("费用合计", $"{kinds.Sum(k => k.Sum)} 元"),
            .. kinds.Select(k => (k.Kind.Label(), $"{k.Sum} 元")),
            ("班主任", Signature(record.SubmittedByName, record.SubmittedAt)), ("财务核对", Signature(record.ConfirmedByName, record.ConfirmedAt)), ("负责人", Signature(record.SignedByName, record.SignedAt)),
            ("表样摘要", record.SheetHash),
        ];
    }

    private static string Signature(string name, DateTimeOffset? at) => at is { } when ? $"{name}，{when.InTable()}" : "";

    private static string StateOf(string state) => ClaimWorkflow.States.First(s => s.Name == state).Label;
}
