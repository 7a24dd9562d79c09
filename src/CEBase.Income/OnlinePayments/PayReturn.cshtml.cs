namespace CEBase.Income.OnlinePayments;

/// <summary>Where the payment page sends the browser back to. That it came back says nothing: the platform is asked.</summary>
[RequirePermission(Enrollment.Permissions.Own)]
internal sealed class PayReturnModel(IDatabase database, PaymentService payments, ICurrentUser user) : PageModel
{
    [FromRoute] public string No { get; set; } = "";

    public PaymentOrder? Order { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        No = (await database.ReadAsync(db => payments.OwnBillAsync(db, No, user), cancel)).Number;
        Order = await payments.LookAsync(No, user, cancel);
        if (Order is not { State: OrderWorkflow.Paid } paid)
        {
            return Page();
        }
        TempData["Done"] = $"已收到线上缴费 {paid.Amount} 元，流水号 {paid.TradeNo}。";
        return Redirect(IncomeAddresses.MyBill(No));
    }
}
