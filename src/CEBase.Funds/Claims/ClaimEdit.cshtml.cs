using CEBase.Funds.Budgets;

namespace CEBase.Funds.Claims;

/// <summary>The head of a claim.</summary>
[RequirePermission(Permissions.ClaimsManage)]
internal sealed class ClaimEditModel(IDatabase database, FundRepository funds, ClaimService claims, ICurrentUser user) : ClaimFormModel(database, funds)
{
    [FromRoute] public string No { get; set; } = "";

    public override string Cancel => FundsAddresses.Claim(No);

    public async Task OnGetAsync()
    {
        var claim = await Database.ReadAsync(db => ClaimRepository.FindSeenAsync(db, No, user)) ?? throw ClaimService.NotThere(No);
        if (!claim.IsOpen)
        {
            throw new Refusal("claim_fixed", "报销单已经提交，不能再改。") { Status = 409 };
        }
        Input = new ClaimInput { Title = claim.Title, FundId = claim.FundId, ClassNo = claim.ClassNo, ApprovalPaper = claim.ApprovalPaper };
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await Database.WriteAsync(db => claims.UpdateAsync(db, No, Details, user));
        TempData["Done"] = "已保存。";
        return Redirect(Cancel);
    }
}
