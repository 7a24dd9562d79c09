using CEBase.Income.Bills;

namespace CEBase.Income.Receipts;

/// <summary>缴费凭证, to print: for the payer and for those who may see income.</summary>
[SignedIn]
internal sealed class ReceiptPaperModel(IDatabase database, ReceiptRepository receipts, ReceivableRepository bills, BillAccess access, IncomeSettings settings, ICurrentUser user) : PageModel
{
    [FromRoute] public string Number { get; set; } = "";

    public Receipt Receipt { get; private set; } = null!;
    public Receivable Bill { get; private set; } = null!;

    /// <summary>Who received it: the school by its full name, as its invoices bear it.</summary>
    public string School { get; private set; } = "";

    /// <summary>The bill it was paid for, on the reader's own side of the house.</summary>
    public string BillAddress => user.Has(Permissions.IncomeView) ? IncomeAddresses.OfBill(Bill.Number) : IncomeAddresses.MyBill(Bill.Number);

    public Task OnGetAsync() => database.ReadAsync<int>(async db =>
    {
        Response.Headers.CacheControl = "no-store";
        var receipt = await receipts.FindAsync(db, Number);
        var bill = receipt is null ? null : await bills.FindAsync(db, receipt.ReceivableId);
        if (receipt is null || bill is null || !(user.Has(Permissions.IncomeView) || await access.IsOwnAsync(db, bill, user)))
        {
            throw Refusal.NotFound($"没有编号为 {Number} 的缴费凭证。");
        }
        (Receipt, Bill) = (receipt, bill);
        School = await settings.SchoolAsync(db);
        return 0;
    });
}
