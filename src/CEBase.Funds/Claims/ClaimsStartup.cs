using CEBase.Funds.Draws;
using CEBase.Funds.LineRules;
using CEBase.Funds.Papers;
using CEBase.Platform;

namespace CEBase.Funds.Claims;

/// <summary>Claims with the rules of their lines, their papers and what they draw from commitments.</summary>
internal sealed class ClaimsStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(provider => KindTable.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "line-kinds.json")));
        services.AddSingleton(provider => PaperTable.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "claim-papers.json")));
        services.AddTraceActs(("claim_line", "填写明细"), ("claim_line_remove", "删去明细"), ("claim_file", "上传附件"), ("claim_file_remove", "移去附件"), ("claim_voucher", "填写凭证"), ("reversal_ask", "申请冲销"));
        services.AddScoped<RegisteredTasks>();
        services.AddScoped<RequestEvaluator>();
        services.AddScoped<ClaimPapers>();
        services.AddScoped<IClaimPaperSource, ClassPapers>();
        services.AddScoped<IClaimPaperSource, ProjectPurchasePapers>();
        services.AddScoped<IClaimPaperSource, CommitmentPapers>();
        services.AddScoped<CommitmentDraws>();
        services.AddScoped<DrawnFees>();
        services.AddScoped<ClaimEvaluator>();
        services.AddScoped<ClaimService>();
        services.AddRecordNames(new RecordNames(Claim.RecordType, Permissions.ClaimsView, FundsAddresses.Claim("{key}"),
            "SELECT k.id, k.number AS key, k.number || ' ' || k.title AS name FROM claim k LEFT JOIN published_training_class c ON c.id = k.class_id WHERE k.id IN @Ids") { Own = ClaimRepository.Seen });
    }
}
