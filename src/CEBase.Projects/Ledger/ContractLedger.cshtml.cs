using CEBase.Projects.Templates;

namespace CEBase.Projects.Ledger;

/// <summary>合同台账.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ContractLedgerModel(IDatabase database, ContractQueries queries, Trace trace, TimeProvider clock, ICurrentUser user) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? State { get; set; }
    [FromQuery] public ContractKind? Kind { get; set; }
    [FromQuery] public int? Year { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<ContractLine> Items { get; private set; } = [];
    public int Total { get; private set; }
    public Money Sum { get; private set; }
    public bool MayManage => user.Has(Permissions.ContractsManage);
    public string ExportAddress => $"{ProjectAddresses.Contracts}{Request.QueryString.Add("handler", "Export")}";

    private ContractFilter Filter => new() { Q = Q, State = State, Kind = Kind, Year = Year, Sort = Sort, Page = P, Size = Size };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        var found = await database.ReadAsync(db => queries.ListAsync(db, Filter), cancel);
        (Items, Total, Sum) = (found.Items, found.Total, found.Sum);
    }

    /// <summary>The whole match as a workbook; who took it stands in the trace.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var lines = await database.ReadAsync(db => queries.AllAsync(db, Filter), cancel);
        await database.WriteAsync(db => trace.AppendAsync(db, new TraceEntry("ContractLedger", 0, "export_ledger") { Comment = $"{lines.Count} 份合同" }, user), cancel);
        var note = $"{clock.Today().InTable()} 导出，{lines.Count} 份；金额含已签订的补充协议，合计随筛选变化。";
        return File(LedgerWorkbook.Make(lines, note), LedgerWorkbook.MediaType, $"合同台账-{clock.Today().InTable()}.xlsx");
    }
}
