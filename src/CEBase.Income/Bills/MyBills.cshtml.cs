namespace CEBase.Income.Bills;

/// <summary>我的缴费: a learner's own bills, and those of the client for which the account speaks.</summary>
[SignedIn]
internal sealed class MyBillsModel(IDatabase database, BillAccess access, ICurrentUser user, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Receivable> Bills { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public async Task OnGetAsync()
    {
        Response.Headers.CacheControl = "no-store";
        Bills = await database.ReadAsync(db => access.OwnAsync(db, user));
    }
}
