using CEBase.Catalogue;
using CEBase.Funds.Claims;
using CEBase.Platform.Data;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Settlement;

/// <summary>The settlement sheet as it is printed and signed.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class SettlementPrintModel(IDatabase database, SettlementReader reader, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public SettlementView Sheet { get; private set; } = null!;
    public ClassCard Class => Sheet.Class;

    public async Task OnGetAsync() => Sheet = await database.ReadAsync(async session => await reader.OfAsync(session, await reader.ClassAsync(session, No, user)));

    public string StateOf(string state) => engine.Definitions.First(d => d.RecordType == Claim.RecordType).State(state).Label;
}
