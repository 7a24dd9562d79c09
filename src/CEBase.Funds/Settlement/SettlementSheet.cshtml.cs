using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Income.Arrivals;

namespace CEBase.Funds.Settlement;

/// <summary>经费决算: every cost of a class, its budget against what was spent, a person-day against the quota, three signatures.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class SettlementSheetModel(IDatabase database, SettlementReader reader, ClassQuotaReader quotas, ClassCostService desk, WorkflowEngine engine, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";

    public SettlementView Sheet { get; private set; } = null!;
    public WorkflowView View { get; private set; } = null!;
    public ClassCard Class => Sheet.Class;

    /// <summary>Days of arrival as typed; empty follows from the class's days.</summary>
    [BindProperty] public string? Arrival { get; set; }

    [BindProperty] public string? Departure { get; set; }

    /// <summary>Days of arrival and departure where nobody has typed them.</summary>
    public (int Arrival, int Departure) Assumed { get; private set; }

    /// <summary>No claim, no budget, no bill.</summary>
    public bool IsEmpty { get; private set; }

    public bool MayPlan => Sheet.Record.IsOpen && user.Has(Permissions.ClaimsManage);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        (Arrival, Departure) = (Sheet.Record.ArrivalDays?.ToString(), Sheet.Record.DepartureDays?.ToString());
    }

    public async Task LoadAsync()
    {
        Sheet = await ReadAsync();
        (IsEmpty, Assumed) = await database.ReadAsync(async db => (await SettlementReader.IsEmptyAsync(db, Class.Id), await quotas.AssumedTravelAsync(db, Class)));
        View = await engine.LookAsync(ClassSettlement.RecordType, Class.Id, user);
    }

    public async Task<IActionResult> OnPostTravelAsync()
    {
        if (!user.Has(Permissions.ClaimsManage))
        {
            throw new Refusal("not_allowed", "您没有办理报销的权限。") { Status = 403 };
        }
        await database.WriteAsync(async db => await desk.TravelAsync(db, await reader.ClassAsync(db, No, user), Arrival, Departure, user));
        TempData["Done"] = "已保存报到、撤离天数。";
        return Redirect($"/console/classes/{No}/settlement#quota");
    }

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(db => reader.ClassAsync(db, No, user))).Id;
        var outcome = await engine.TakeAsync(form, ClassSettlement.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? "已办理。";
        return Redirect($"/console/classes/{No}/settlement");
    }

    /// <summary>The costs as a workbook, sums as formulas.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        Sheet = await ReadAsync();
        using var book = new Workbook("经费决算", $"{Class.ClassNo} {Class.Name} 经费决算",
            $"{Class.StartsOn.InTable()} 至 {Class.EndsOn.InTable()}，{Sheet.Facts.Quota.PersonDays} 人天，由 {user.DisplayName} 导出；不含草稿、退回、作废和冲销",
            ["日期", "费用类型", "用途摘要", "收款人", "经费来源", "报销单", "状态", "凭证号", "付款日期", "支付方式", "金额（元）"]);
        foreach (var c in Sheet.Counted)
        {
            book.Add(c.FromDay, c.Kind.Label(), c.Description, c.Payee, c.FundName, c.Number, StateOf(c.State).Label, c.Voucher, c.PaidOn, KindSum.WayOf(c.Kind), c.Amount);
        }
        book.AddSums("合计", 11);
        return File(book.Finish(), Workbook.MediaType, $"经费决算-{Class.ClassNo}.xlsx");
    }

    public StateDefinition StateOf(string state) => engine.Definitions.First(d => d.RecordType == Claim.RecordType).State(state);

    private Task<SettlementView> ReadAsync() => database.ReadAsync(async db => await reader.OfAsync(db, await reader.ClassAsync(db, No, user)));
}
