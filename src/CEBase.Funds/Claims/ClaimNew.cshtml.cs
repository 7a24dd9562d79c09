using CEBase.Funds.Budgets;

namespace CEBase.Funds.Claims;

/// <summary>填报销单.</summary>
[RequirePermission(Permissions.ClaimsManage)]
internal sealed class ClaimNewModel(IDatabase database, FundRepository funds, ClaimService claims, ICurrentUser user) : ClaimFormModel(database, funds)
{
    public override string Cancel => FundsAddresses.Claims;

    public Task OnGetAsync(string? classNo)
    {
        Input = new ClaimInput { ClassNo = classNo, RequestKey = Guid.NewGuid().ToString("N") };
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var claim = await Database.WriteAsync(db => claims.CreateAsync(db, Details, user));
        TempData["Done"] = $"已建立报销单 {claim.Number}。接着逐行填写明细，上传附件。";
        return Redirect(FundsAddresses.Claim(claim.Number));
    }
}
