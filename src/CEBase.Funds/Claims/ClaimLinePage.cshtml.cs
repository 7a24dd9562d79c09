using CEBase.Funds.Commitments;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Funds.Claims;

/// <summary>One line of a claim.</summary>
[RequirePermission(Permissions.ClaimsManage)]
internal sealed class ClaimLinePageModel(IDatabase database, ClaimService claims, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";
    [FromRoute] public long? Line { get; set; }

    [BindProperty] public LineInput Input { get; set; } = new();
    [BindProperty] public MeasureInput Measures { get; set; } = new();

    public Claim Claim { get; private set; } = null!;
    public IReadOnlyList<FundLine> Budgets { get; private set; } = [];
    public IReadOnlyList<Commitment> Commitments { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (!Claim.IsOpen)
        {
            throw new Refusal("claim_fixed", "报销单已经提交，不能再改。") { Status = 409 };
        }
        Input = new LineInput { ClassNo = Claim.ClassNo, Quantity = "1" };
        if (Line is { } id)
        {
            var measures = await database.ReadAsync(session => LineMeasures.OfClaimAsync(session, Claim.Id));
            Measures = MeasureInput.Of(measures.GetValueOrDefault(id, LineMeasures.None));
            Input = LineInput.Of((await database.ReadAsync(session => ClaimLine.OfAsync(session, Claim.Id))).FirstOrDefault(l => l.Id == id) ?? throw Refusal.NotFound("这一行已经删去。"));
        }
    }

    public Task LoadAsync() => database.ReadAsync<int>(async session =>
    {
        var claim = await Claim.FindAsync(session, No);
        Claim = claim is not null && await ClaimAccess.MaySeeAsync(session, claim, user) ? claim : throw ClaimService.NotThere(No);
        Budgets = [.. (await FundLine.OfFundAsync(session, Claim.FundId)).Where(l => l.Planned > Money.Zero || l.Remaining > Money.Zero)];
        var open = new List<Commitment>();
        foreach (var commitment in await Commitment.OpenOfFundAsync(session, Claim.FundId))
        {
            if (await CommitmentAccess.MaySeeAsync(session, commitment, user))
            {
                open.Add(commitment);
            }
        }
        Commitments = open;
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        var wrong = new Refusals();
        var measures = wrong.Ask(Measures.Read);
        await database.WriteAsync(session => wrong.AllAsync(() => claims.SaveLineAsync(session, No, Line, Input.Read() with { Measures = measures }, user)));
        TempData["Done"] = "已保存明细。";
        return Redirect($"/console/funds/claims/{No}");
    }

    /// <summary>The form; amounts stay text, so that what can't be read is kept.</summary>
    internal sealed class LineInput
    {
        public long? FundLineId { get; set; }
        public LineKind Kind { get; set; }
        public string? Description { get; set; }
        public string? Payee { get; set; }
        public bool IsOwnStaff { get; set; }
        public string? Quantity { get; set; }
        public string? Unit { get; set; }
        public string? UnitPrice { get; set; }
        public string? Amount { get; set; }
        public DateOnly? FromDay { get; set; }
        public DateOnly? UntilDay { get; set; }
        public HalfDay HalfDay { get; set; }
        public string? ClassNo { get; set; }
        public string? Task { get; set; }
        public string? InvoiceNo { get; set; }
        public string? InvoiceTitle { get; set; }
        public string? InvoiceCode { get; set; }
        public long? CommitmentId { get; set; }

        public static LineInput Of(ClaimLine line) => new()
        {
            FundLineId = line.FundLineId, Kind = line.Kind, Description = line.Description, Payee = line.Payee, IsOwnStaff = line.IsOwnStaff, Quantity = line.QuantityText.ToString("0.##"),
            Unit = line.Unit, UnitPrice = line.UnitPrice.ToString(), Amount = line.Amount.ToString(), FromDay = line.FromDay, UntilDay = line.UntilDay, HalfDay = line.HalfDay,
            ClassNo = line.ClassNo, Task = line.Task, InvoiceNo = line.InvoiceNo, InvoiceTitle = line.InvoiceTitle, InvoiceCode = line.InvoiceCode, CommitmentId = line.CommitmentId,
        };

        public LineDetails Read() => new()
        {
            FundLineId = FundLineId ?? 0, Kind = Kind, Description = Description ?? "", Payee = Payee ?? "", IsOwnStaff = IsOwnStaff, Quantity = Quantity ?? "", Unit = Unit ?? "",
            UnitPrice = UnitPrice ?? "", Amount = Amount ?? "", FromDay = FromDay, UntilDay = UntilDay, HalfDay = HalfDay, ClassNo = ClassNo ?? "", Task = Task ?? "",
            InvoiceNo = InvoiceNo ?? "", InvoiceTitle = InvoiceTitle ?? "", InvoiceCode = InvoiceCode ?? "", CommitmentId = CommitmentId,
        };
    }
}
