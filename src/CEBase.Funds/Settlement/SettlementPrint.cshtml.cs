namespace CEBase.Funds.Settlement;

/// <summary>
/// The settlement sheet on paper. Once it is handed in it prints as it was handed in and signed, with its hash; what has moved since stands
/// above the signatures in words, so that no figure stands over a signature that doesn't cover it.
/// </summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class SettlementPrintModel(IDatabase database, SettlementReader reader, ICurrentUser user) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public SettledSheet Sheet { get; private set; } = null!;
    public ClassSettlement Record { get; private set; } = null!;

    /// <summary>What has changed since it was handed in.</summary>
    public IReadOnlyList<string> Changes { get; private set; } = [];

    /// <summary>Handed in before sheets were kept: the figures are those of today.</summary>
    public bool IsLost => !Record.IsOpen && Record.Sheet.Length == 0;

    /// <summary>The stored sheet no longer has the hash it was stored under.</summary>
    public bool IsBroken => Record.Sheet.Length > 0 && SettledSheet.HashOf(Record.Sheet) != Record.SheetHash;

    public Task OnGetAsync() => database.ReadAsync<int>(async db =>
    {
        var view = await reader.OfAsync(db, await reader.ClassAsync(db, No, user));
        (Record, Sheet, Changes) = (view.Record, view.Record.Settled ?? SettledSheet.Of(view), view.Changes);
        return 0;
    });
}
