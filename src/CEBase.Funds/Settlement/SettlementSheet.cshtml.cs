using CEBase.Funds.Expenses;

namespace CEBase.Funds.Settlement;

/// <summary>经费决算: every cost of a class, its budget against what was spent, a person-day against the quota, three signatures.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class SettlementSheetModel(RecordServices services, SettlementReader reader, ClassQuotaReader quotas, ClassCostService costs, IClassDirectory classes) : RecordPage<SettlementView>(services, ClassSettlement.RecordType)
{
    [FromRoute] public string No { get; set; } = "";

    public ClassCard Class => Record.Class;

    /// <summary>Days of arrival as typed; empty follows from the class's days.</summary>
    [BindProperty] public string? Arrival { get; set; }

    [BindProperty] public string? Departure { get; set; }

    /// <summary>Days of arrival and departure where nobody has typed them.</summary>
    public (int Arrival, int Departure) Assumed { get; private set; }

    /// <summary>No claim, no budget, no bill.</summary>
    public bool IsEmpty { get; private set; }

    public bool MayPlan => Record.Record.IsOpen && CurrentUser.Has(Permissions.ClaimsManage);

    protected override string NotFoundSentence => $"没有班号为 {No} 的培训班。";

    public override async Task OnGetAsync()
    {
        await LoadAsync();
        (Arrival, Departure) = (Record.Record.ArrivalDays?.ToString(), Record.Record.DepartureDays?.ToString());
    }

    protected override async Task<long?> FindIdAsync(DbScope db) => (await classes.FindAsync(db, No))?.Id;

    protected override async Task<SettlementView?> ReadAsync(DbScope db, long id) => await reader.OfAsync(db, await reader.ClassAsync(db, No, CurrentUser));

    protected override async Task LoadMoreAsync(DbScope db) => (IsEmpty, Assumed) = (await SettlementReader.IsEmptyAsync(db, Class.Id), await quotas.AssumedTravelAsync(db, Class));

    public async Task<IActionResult> OnPostTravelAsync()
    {
        CurrentUser.Demand(Permissions.ClaimsManage, "您没有办理报销的权限。");
        await Database.WriteAsync(async db => await costs.TravelAsync(db, await reader.ClassAsync(db, No, CurrentUser), Arrival, Departure, CurrentUser));
        return Done("已保存报到、撤离天数。", FundsAddresses.Settlement(No) + "#quota");
    }

    /// <summary>The costs as a workbook, sums as formulas.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        await LoadAsync();
        using var book = new Workbook("经费决算", $"{Class.ClassNo} {Class.Name} 经费决算",
            $"{Class.StartsOn.InTable()} 至 {Class.EndsOn.InTable()}，{Record.Facts.Quota.PersonDays} 人天，由 {CurrentUser.DisplayName} 导出；不含草稿、退回、作废和冲销",
            ["日期", "费用类型", "用途摘要", "收款人", "经费来源", "报销单", "状态", "凭证号", "付款日期", "支付方式", "金额（元）"]);
        foreach (var c in Record.Counted)
        {
            book.Add(c.FromDay, c.Kind.Label(), c.Description, c.Payee, c.FundName, c.Number, ClaimStates.Of(c.State).Label, c.Voucher, c.PaidOn, KindSum.WayOf(c.Kind), c.Amount);
        }
        book.AddSums("合计", 11);
        return File(book.Finish(), Workbook.MediaType, $"经费决算-{Class.ClassNo}.xlsx");
    }
}
