using CEBase.Funds.Budgets;
using CEBase.Funds.Checks;
using CEBase.Funds.Claims;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Claims.Rules;
using CEBase.Funds.Commitments;
using CEBase.Funds.LectureFees;
using CEBase.Funds.Ledger;
using CEBase.Funds.Overview;
using CEBase.Funds.Reconciliation;
using CEBase.Funds.Standards;
using CEBase.Funds.Settlement;
using CEBase.Platform;

namespace CEBase.Funds;

/// <summary>The special fund: what it may be spent on.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddPermissions<Permissions>();
        services.AddAdminMenu<AdminMenu>();
        AddChecks(services);
        AddBudgets(services);
        AddStandards(services);
        AddClaims(services);
        AddPapers(services);
        AddCommitments(services);
        AddSettlement(services);
        AddLectureFees(services);
        AddReconciliation(services);
    }

    private static void AddChecks(IServiceCollection services)
    {
        services.AddSingleton(provider => Vocabulary.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "vocabulary.json")));
        services.AddTraceActs(("use_check", "检查开支"), ("vocabulary_add", "增改禁止开支词汇"), ("vocabulary_withdraw", "撤回词汇增改"));
        services.AddScoped<VocabularyTrial>();
        services.AddScoped<VocabularyRepository>();
        services.AddScoped<UseCheckService>();
    }

    private static void AddBudgets(IServiceCollection services)
    {
        services.AddTraceActs(("budget_item", "编列预算细目"), ("budget_item_remove", "删去预算细目"), ("budget_refresh", "按现数重取"));
        services.AddSingleton<FundLedger>();
        services.AddScoped<FundRepository>();
        services.AddScoped<ArticleFindings>();
        services.AddScoped<BudgetService>();
        services.AddScoped<MoveService>();
        services.AddWorkflow<BudgetWorkflow>();
        services.AddStepGate<SubmitBudgetGate>();
        services.AddStepGate<ApproveBudgetGate>();
        services.AddStepGate<BudgetApproverGate>();
        services.AddWorkflow<MoveWorkflow>();
        services.AddStepGate<MoveGate>();
        services.AddStepGate<MoveApproverGate>();
        services.AddRecordNames(new RecordNames(Budget.RecordType, Permissions.View, "/console/funds/budgets/{key}",
            "SELECT b.id, CAST(b.id AS text) AS key, f.name || '：' || b.title AS name FROM budget b JOIN fund f ON f.id = b.fund_id WHERE b.id IN @Ids"));
        services.AddRecordNames(new RecordNames(FundMove.RecordType, Permissions.View, "/console/funds/moves/{key}", "SELECT id, number AS key, number || ' ' || reason AS name FROM fund_move WHERE id IN @Ids"));
    }

    private static void AddStandards(IServiceCollection services)
    {
        services.AddTraceActs(("lodging_cap", "登记住宿标准"));
        services.AddSingleton(provider => TaxTables.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "labour-tax.json")));
        services.AddScoped<CapTable>();
        services.AddScoped<LodgingRepository>();
        services.AddScoped<QuotaCategory>();
        services.AddScoped<StandardEvaluator>();
        services.AddRecipeStep<LodgingStep>();
    }

    private static void AddClaims(IServiceCollection services)
    {
        services.AddTraceActs(("claim_line", "填写明细"), ("claim_line_remove", "删去明细"), ("claim_file", "上传附件"), ("claim_file_remove", "移去附件"),
            ("claim_voucher", "填写凭证"), ("reversal_ask", "申请冲销"));
        services.AddScoped<ClaimService>();
        services.AddSingleton(provider => KindTable.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "line-kinds.json")));
        services.AddScoped<DrawnFees>();
        services.AddScoped<RegisteredTasks>();
        services.AddScoped<ClaimEvaluator>();
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
        services.AddRecordNames(new RecordNames(Claim.RecordType, Permissions.ClaimsView, "/console/funds/claims/{key}",
            "SELECT k.id, k.number AS key, k.number || ' ' || k.title AS name FROM claim k LEFT JOIN training_class c ON c.id = k.class_id WHERE k.id IN @Ids") { Own = ClaimQueries.Seen });
        services.AddWork<BudgetWork>();
        services.AddSearch<ClaimSearch>();
    }

    private static void AddPapers(IServiceCollection services)
    {
        services.AddSingleton(provider => PaperTable.Load(Path.Combine(provider.GetRequiredService<RecipeFolder>().Path, "funds", "claim-papers.json")));
        services.AddScoped<ClaimPapers>();
        services.AddScoped<IClaimPaperSource, ClassPapers>();
        services.AddScoped<IClaimPaperSource, ProjectPurchasePapers>();
    }

    private static void AddCommitments(IServiceCollection services)
    {
        services.AddSingleton<CommitmentDraws>();
        services.AddScoped<CommitmentEvaluator>();
        services.AddScoped<CommitmentService>();
        services.AddWorkflow<CommitmentWorkflow>();
        services.AddStepGate<CommitmentUseGate>();
        services.AddStepGate<CommitmentBudgetGate>();
        services.AddStepGate<CommitmentApproverGate>();
        services.AddScoped<IClaimPaperSource, CommitmentPapers>();
        services.AddWork<CommitmentWork>();
        services.AddRecordNames(new RecordNames(Commitment.RecordType, Permissions.ClaimsView, "/console/funds/commitments/{key}",
            "SELECT m.id, m.number AS key, m.number || ' ' || m.purpose AS name FROM commitment m LEFT JOIN training_class c ON c.id = m.class_id WHERE m.id IN @Ids") { Own = CommitmentQueries.Seen });
        services.AddSearch<CommitmentSearch>();
    }

    private static void AddSettlement(IServiceCollection services)
    {
        services.AddTraceActs((ClassCostService.PlanAct, "填写计划费用"), (ClassCostService.TravelAct, "填写报到、撤离天数"), (SettlementWorkflow.SheetAct, "留存决算表样"));
        services.AddScoped<ClassQuotaReader>();
        services.AddScoped<ClassCostEvaluator>();
        services.AddScoped<ClassCostService>();
        services.AddScoped<SettlementReader>();
        services.AddWorkflow<SettlementWorkflow>();
        services.AddStepGate<SubmitSettlementGate>();
        services.AddStepGate<ConfirmSettlementGate>();
        services.AddStepGate<SignSettlementGate>();
        services.AddStepGate<SettlementConfirmerGate>();
        services.AddStepGate<SettlementSignerGate>();
        services.AddArchiveSource<FundsArchiveSource>();
        services.AddWork<SettlementWork>();
        services.AddRecordNames(new RecordNames(ClassSettlement.RecordType, Permissions.ClaimsView, "/console/classes/{key}/settlement",
            "SELECT c.id, c.class_no AS key, c.class_no || ' ' || c.name AS name FROM training_class c WHERE c.id IN @Ids") { Own = ClaimAccess.SeenClasses });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "经费决算", "/console/classes/{key}/settlement", Permissions.ClaimsView, 85) { Group = "经费" });
    }

    private static void AddLectureFees(IServiceCollection services)
    {
        services.AddScoped<IClaimPaperSource, FeeListPapers>();
        services.AddTraceActs(("fee_recompute", "重新计算"), ("fee_rate", "议定每学时金额"), ("fee_budget", "选择列支科目"), ("fee_export", "导出转账清单"), ("fee_share", "同一半天改由本表发放或让出"),
            ("fee_month", "写明发放月份"), ("fee_line", "填写领款人"), ("fee_line_remove", "删去领款人"), ("fee_payee", "登记校外领款人"), ("fee_payee_revealed", "查看领款人完整卡号"));
        services.AddScoped<FeeMonths>();
        services.AddScoped<FeeCalculator>();
        services.AddScoped<FeeListStore>();
        services.AddScoped<FeeListService>();
        services.AddScoped<LectureFeeService>();
        services.AddScoped<OtherFeeService>();
        services.AddScoped<FeePayees>();
        services.AddScoped<FeeCards>();
        services.AddSingleton<FeeQueries>();
        services.AddWorkflow<FeeListWorkflow>();
        services.AddStepGate<CheckFeesGate>();
        services.AddStepGate<ConfirmFeesGate>();
        services.AddStepGate<FeeApproverGate>();
        services.AddStepGate<FeeCardsGate>();
        services.AddStepGate<FeeBudgetGate>();
        services.AddStepGate<FeeMonthGate>();
        services.AddStepGate<ClaimGoneGate>();
        services.AddStepGate<SharedHoursGate>();
        services.AddStepGate<FinanceFeeMonthGate>();
        services.AddStepGate<HandFeeMonthGate>();
        services.AddStepGate<PayFeeMonthGate>();
        services.AddRecipeStep<DemoLectureFeesStep>();
        services.AddWork<FeeWork>();
        services.AddRecordNames(new RecordNames(FeeList.RecordType, Permissions.LectureFees, "/console/funds/lecture-fees/{key}",
            "SELECT f.id, f.number AS key, f.number || ' ' || COALESCE(c.name, f.task) AS name FROM fee_list f LEFT JOIN training_class c ON c.id = f.class_id WHERE f.id IN @Ids") { Own = ClaimAccess.SeenClasses });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "讲课费", "/console/classes/{key}/lecture-fees", Permissions.LectureFees, 84) { Group = "经费" });
    }

    private static void AddReconciliation(IServiceCollection services)
    {
        services.AddTraceActs(("reconcile", "与财务账核对"), ("reconcile_confirm", "确认推定"), ("reconcile_reject", "否定推定"), ("reconcile_pair", "人工配对"), ("reconcile_undo", "撤回配对或确认"),
            ("reconcile_explain", "说明差异"));
        services.AddScoped<PeriodService>();
        services.AddScoped<PeriodDecisions>();
        services.AddScoped<StatementReader>();
        services.AddWorkflow<PeriodWorkflow>();
        services.AddStepGate<PayMonthGate>();
        services.AddStepGate<ReverseMonthGate>();
        services.AddStepGate<BaseSignGate>();
        services.AddStepGate<FinanceSignGate>();
        services.AddWork<MonthWork>();
        services.AddRecordNames(new RecordNames(PeriodWorkflow.RecordType, Permissions.View, "/console/funds/reconciliation/{key}", "SELECT id, month AS key, month || ' 对账' AS name FROM reconciliation_month WHERE id IN @Ids"));
    }
}
