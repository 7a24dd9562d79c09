using CEBase.Platform.Security;

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

    /// <summary>Adds to the vocabulary of the forbidden-use check.</summary>
    public const string Vocabulary = "Funds.Vocabulary";

    IReadOnlyList<Permission> IPermissionProvider.Permissions =>
    [
        new(View, "查看专项经费"),
        new(Check, "批量检查开支"),
        new(Reconcile, "与财务处对账"),
        new(Vocabulary, "维护禁止开支词汇"),
    ];
}
