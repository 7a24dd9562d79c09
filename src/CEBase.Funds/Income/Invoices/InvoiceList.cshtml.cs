using CEBase.Platform.Data;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Income.Invoices;

/// <summary>发票.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class InvoiceListModel(IDatabase database) : PageModel
{
    public const int Size = 30;

    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Q { get; set; }
    [FromQuery] public string? Sort { get; set; }
    [FromQuery] public int P { get; set; } = 1;

    public IReadOnlyList<Invoice> Items { get; private set; } = [];
    public int Total { get; private set; }

    private string Order => SqlOrder.By(Sort, "i.id DESC", ("number", "i.number"), ("title", "h.title"), ("state", SqlOrder.States("i.state", InvoiceWorkflow.Life.States)), ("issued", "coalesce(i.issued_on, '')"), ("amount", "i.amount"));

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        P = Math.Clamp(P, 1, 100_000);
        var where = (InvoiceWorkflow.Life.States.Any(s => s.Name == State) ? "i.state = @State" : "1 = 1")
            + (string.IsNullOrWhiteSpace(Q) ? "" : $" AND (i.number {session.Dialect.Like} @Like ESCAPE '\\' OR h.title {session.Dialect.Like} @Like ESCAPE '\\' OR i.invoice_no {session.Dialect.Like} @Like ESCAPE '\\' OR i.red_no {session.Dialect.Like} @Like ESCAPE '\\')");
        var values = new { State, Like = SqlText.Containing(Q ?? "") };
        Items = await session.QueryAsync<Invoice>($"{Invoice.Select} WHERE {where} ORDER BY {Order} LIMIT {Size} OFFSET {(P - 1L) * Size}", values);
        Total = await session.ScalarAsync<int>($"SELECT count(*) FROM invoice i JOIN invoice_header h ON h.id = i.header_id WHERE {where}", values);
        return 0;
    }, cancel);
}
