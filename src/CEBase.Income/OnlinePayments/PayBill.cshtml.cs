using CEBase.Income.Bills;

namespace CEBase.Income.OnlinePayments;

/// <summary>
/// 缴费: what is to be paid, and the way to the school's payment page. The way there is a link and a header, for a form may lead nowhere but to this
/// site (form-action).
/// </summary>
[RequirePermission(Enrollment.Permissions.Own)]
internal sealed class PayBillModel(IDatabase database, PaymentService payments, PaymentOrderRepository orders, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";

    /// <summary>The order was opened just now: the browser goes on by itself.</summary>
    [FromQuery(Name = "go")] public bool IsOnTheWay { get; set; }

    public Receivable Bill { get; private set; } = null!;

    /// <summary>The open order that can still be paid, or null.</summary>
    public PaymentOrder? Order { get; private set; }

    public bool IsOn => payments.IsOn;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (IsOnTheWay && Order?.PayAddress is { } address)
        {
            Response.Headers["Refresh"] = $"0; url={address}";
        }
    }

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Bill = await payments.OwnBillAsync(db, No, user);
        Order = await orders.OpenOfAsync(db, Bill.Id) is { } open && open.Amount == Bill.Outstanding && open.ExpiresAt > clock.GetUtcNow() ? open : null;
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var order = await payments.OpenAsync(No, user, HttpContext.RequestAborted);
            return Redirect(order.IsOpen ? $"{IncomeAddresses.Pay(No)}?go=true" : IncomeAddresses.Paid(No));
        }
        catch (AgreementMissing missing)
        {
            TempData["Done"] = "缴费前请先阅读并同意学员协议。";
            return Redirect($"{missing.Address}?back={Uri.EscapeDataString(IncomeAddresses.Pay(No))}");
        }
    }
}
