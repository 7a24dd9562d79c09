namespace CEBase.Funds;

/// <summary>Rights of the special fund.</summary>
public sealed class Permissions : IPermissionProvider
{
    /// <summary>Reads budgets, claims, checks and reconciliations.</summary>
    public const string View = "Funds.View";

    /// <summary>Checks files of expense lines.</summary>
    public const string Check = "Funds.Check";

    /// <summary>Reconciles with the finance office's ledger.</summary>
    public const string Reconcile = "Funds.Reconcile";

    /// <summary>Signs a month's reconciliation for the base; the finance office signs with <see cref="Reconcile"/>.</summary>
    public const string SignForBase = "Funds.SignForBase";

    /// <summary>Adds to the vocabulary of the forbidden-use check.</summary>
    public const string Vocabulary = "Funds.Vocabulary";

    /// <summary>Opens sources, drafts budgets, asks for transfers and carry-overs.</summary>
    public const string BudgetManage = "Funds.BudgetManage";

    /// <summary>Approves budgets, transfers, carry-overs and reversals that somebody else asked for.</summary>
    public const string BudgetApprove = "Funds.BudgetApprove";

    /// <summary>Opens claims: all of them with <see cref="View"/>, otherwise the user's own and those of the user's classes.</summary>
    public const string ClaimsView = "Funds.ClaimsView";

    /// <summary>Writes claims and hands them in.</summary>
    public const string ClaimsManage = "Funds.ClaimsManage";

    /// <summary>Approves claims for the base.</summary>
    public const string ClaimsUnitApprove = "Funds.ClaimsUnitApprove";

    /// <summary>Approves claims for finance, hands them over and records payment.</summary>
    public const string ClaimsFinanceApprove = "Funds.ClaimsFinanceApprove";

    /// <summary>Makes payment lists of lecture, consultation and labour fees: of all classes with <see cref="View"/>, otherwise of the user's own.</summary>
    public const string LectureFees = "Funds.LectureFees";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(View, "查看专项经费"),
        new(Check, "批量检查开支"),
        new(Reconcile, "与财务处对账"),
        new(SignForBase, "代表基地签字对账"),
        new(Vocabulary, "维护禁止开支词汇"),
        new(BudgetManage, "编制预算、申请调剂与结转"),
        new(BudgetApprove, "批准预算、调剂与结转"),
        new(ClaimsView, "查看报销单"),
        new(ClaimsManage, "填报报销单"),
        new(ClaimsUnitApprove, "单位审批报销单"),
        new(ClaimsFinanceApprove, "财务审批报销单与登记付款"),
        new(LectureFees, "编制讲课费、咨询费、劳务费发放表"),
    ];
}
