using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>到账台账.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class ReceiptListModel(IDatabase database, RegisterExport export, TimeProvider clock) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? Month { get; set; }
    [FromQuery] public PaymentMeans? Means { get; set; }
    [FromQuery] public string? Show { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<ReceiptLine> Items { get; private set; } = [];
    public ReceiptSums Sums { get; private set; } = new();
    public string ExportAddress => $"/console/income/received{Request.QueryString.Add("handler", "Export")}";

    private ReceiptFilter Filter => new() { Q = Q, Month = IncomeMonth.Of(Month), Means = Means, Show = Show, Page = P, Size = Size };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        P = Math.Clamp(P, 1, 100_000);
        (Items, Sums) = await database.ReadAsync(db => ReceiptRegister.ListAsync(db, Filter), cancel);
    }

    public async Task<IActionResult> OnGetExportAsync(CancellationToken cancel)
    {
        var (items, _) = await database.ReadAsync(db => ReceiptRegister.ListAsync(db, Filter with { Page = 1, Size = RegisterExport.Most }), cancel);
        await export.NoteAsync("到账台账", items.Count, cancel);
        return File(ReceiptRegister.Workbook(items, RegisterExport.Note(Filter.Month, clock.Today(), items.Count)), Workbook.MediaType, $"到账台账-{Filter.Month?.Text ?? clock.Today().InTable()}.xlsx");
    }
}
