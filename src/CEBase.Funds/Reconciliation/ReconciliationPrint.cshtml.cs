namespace CEBase.Funds.Reconciliation;

/// <summary>The statement as it is printed, signed and sealed.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ReconciliationPrintModel(IDatabase database, StatementReader statements) : PageModel
{
    [FromRoute] public string Key { get; set; } = "";

    public ReconciliationPeriod Kept { get; private set; } = null!;
    public ReconciliationStatement Statement { get; private set; } = null!;

    public async Task OnGetAsync() => (Kept, Statement) = await database.ReadAsync(db => statements.OfAsync(db, Key));

    /// <summary>What differs, of all parts.</summary>
    public IEnumerable<Pairing> Differences => Statement.Parts.SelectMany(p => p.Result.Matches.Where(m => m.Group is MatchGroup.AmountDiffers or MatchGroup.MissingInLedger or MatchGroup.OnlyInLedger));
}
