using CEBase.Platform.Data;
using CEBase.Platform.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Income.Refunds;

/// <summary>退费.</summary>
[RequirePermission(Permissions.IncomeView)]
internal sealed class RefundListModel(IDatabase database) : PageModel
{
    private const int Shown = 300;

    [FromQuery] public string? State { get; set; }
    [FromQuery] public string? Sort { get; set; }

    public IReadOnlyList<Refund> Items { get; private set; } = [];

    private string Order => SqlOrder.By(Sort, "f.id DESC", ("number", "f.number"), ("payer", "r.payer_name"), ("class", "c.class_no"), ("asked", "f.asked_at"), ("state", SqlOrder.States("f.state", RefundWorkflow.Life.States)), ("amount", "f.amount"));

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var where = RefundWorkflow.Life.States.Any(s => s.Name == State) ? "WHERE f.state = @State" : "";
        Items = await database.ReadAsync(session => session.QueryAsync<Refund>($"{Refund.Select} {where} ORDER BY {Order} LIMIT {Shown}", new { State }), cancel);
    }
}
