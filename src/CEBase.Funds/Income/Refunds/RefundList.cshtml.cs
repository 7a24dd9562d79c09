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

    public IReadOnlyList<Refund> Items { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var where = RefundWorkflow.Life.States.Any(s => s.Name == State) ? "WHERE f.state = @State" : "";
        Items = await database.ReadAsync(session => session.QueryAsync<Refund>($"{Refund.Select} {where} ORDER BY f.id DESC LIMIT {Shown}", new { State }), cancel);
    }
}
