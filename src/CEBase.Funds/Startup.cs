using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Checks;
using CEBase.Funds.Claims;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;
using CEBase.Funds.Reconciliation;
using CEBase.Funds.Standards;
using CEBase.Platform;
using CEBase.Platform.Modules;
using CEBase.Platform.Navigation;
using CEBase.Platform.Recipes;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Funds;

/// <summary>The special fund: what it may be spent on.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override IEnumerable<Verb> Verbs => [new CheckVerb(), new ReconcileVerb()];

    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissions<Permissions>();
        services.AddAdminMenu<AdminMenu>();
        AddChecks(services);
        AddBudgets(services);
        AddStandards(services);
        AddClaims(services);
        AddLectureFees(services);
        AddReconciliation(services);
    }

    private static void AddChecks(IServiceCollection services)
    {
        services.AddSingleton(provider => Vocabulary.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "vocabulary.json")));
        services.AddTraceActs(("use_check", "检查开支"), ("vocabulary_add", "增改禁止开支词汇"), ("vocabulary_withdraw", "撤回词汇增改"));
        services.AddScoped<VocabularyBook>();
        services.AddScoped<CheckDesk>();
    }

    private static void AddBudgets(IServiceCollection services)
    {
        services.AddTraceActs(("budget_item", "编列预算细目"), ("budget_item_remove", "删去预算细目"), ("budget_refresh", "按现数重取"));
        services.AddSingleton<FundLedger>();
        services.AddScoped<FundBook>();
        services.AddScoped<BudgetService>();
        services.AddScoped<MoveService>();
        services.AddWorkflow<BudgetWorkflow>();
        services.AddStepGate<SubmitBudgetGate>();
        services.AddStepGate<ApproveBudgetGate>();
        services.AddStepGate<BudgetApproverGate>();
        services.AddWorkflow<MoveWorkflow>();
        services.AddStepGate<MoveGate>();
        services.AddStepGate<MoveApproverGate>();
    }

    private static void AddStandards(IServiceCollection services)
    {
        services.AddTraceActs(("lodging_cap", "登记住宿标准"));
        services.AddSingleton(provider => TaxBook.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "labour-tax.json")));
        services.AddScoped<CapBook>();
        services.AddScoped<LodgingBook>();
        services.AddScoped<StandardJudge>();
        services.AddRecipeStep<LodgingStep>();
    }

    private static void AddClaims(IServiceCollection services)
    {
        services.AddTraceActs(("claim_line", "填写明细"), ("claim_line_remove", "删去明细"), ("claim_file", "上传附件"), ("claim_file_remove", "移去附件"),
            ("claim_voucher", "填写凭证"), ("reversal_ask", "申请冲销"));
        services.AddScoped<ClaimService>();
        services.AddScoped<ClaimJudge>();
        services.AddSingleton<ClaimQueries>();
        services.AddWorkflow<ClaimWorkflow>();
        services.AddStepGate<CheckLinesGate>();
        services.AddStepGate<CheckBudgetGate>();
        services.AddStepGate<UnitLinesGate>();
        services.AddStepGate<UnitBudgetGate>();
        services.AddStepGate<UnitApproverGate>();
        services.AddStepGate<FinanceLinesGate>();
        services.AddStepGate<FinanceApproverGate>();
        services.AddStepGate<VoucherGate>();
        services.AddRecipeStep<DemoFundsStep>();
        services.AddWork<ClaimWork>();
        services.AddSearch<ClaimSearch>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "经费决算", "/console/classes/{key}/settlement", Permissions.ClaimsView, 85));
    }

    private static void AddLectureFees(IServiceCollection services)
    {
        services.AddTraceActs(("fee_recompute", "重新计算讲课费"), ("fee_rate", "议定每学时金额"), ("fee_budget", "选择列支科目"), ("fee_export", "导出转账清单"));
        services.AddScoped<FeeCalculator>();
        services.AddScoped<LectureFeeDesk>();
        services.AddSingleton<FeeQueries>();
        services.AddWorkflow<FeeListWorkflow>();
        services.AddStepGate<CheckFeesGate>();
        services.AddStepGate<ConfirmFeesGate>();
        services.AddStepGate<FeeApproverGate>();
        services.AddStepGate<FeeCardsGate>();
        services.AddStepGate<FeeBudgetGate>();
        services.AddStepGate<ClaimGoneGate>();
        services.AddRecipeStep<DemoLectureFeesStep>();
        services.AddWork<FeeWork>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "讲课费", "/console/classes/{key}/lecture-fees", Permissions.LectureFees, 84));
    }

    private static void AddReconciliation(IServiceCollection services)
    {
        services.AddTraceActs(("reconcile", "与财务账核对"), ("reconcile_confirm", "确认推定"), ("reconcile_reject", "否定推定"));
        services.AddScoped<MonthDesk>();
        services.AddWorkflow<MonthWorkflow>();
        services.AddStepGate<BaseSignGate>();
        services.AddStepGate<FinanceSignGate>();
    }
}
