using CEBase.Platform;

namespace CEBase.Funds.Reconciliation;

/// <summary>The base's book against the finance office's.</summary>
internal sealed class ReconciliationStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("reconcile", "与财务账核对"), ("reconcile_confirm", "确认推定"), ("reconcile_reject", "否定推定"), ("reconcile_pair", "人工配对"), ("reconcile_undo", "撤回配对或确认"), ("reconcile_explain", "说明差异"));
        services.AddScoped<PeriodService>();
        services.AddScoped<PeriodDecisions>();
        services.AddScoped<PeriodSigning>();
        services.AddScoped<StatementReader>();
        services.AddRecordNames(new RecordNames(PeriodWorkflow.RecordType, Permissions.View, FundsAddresses.Period("{key}"), "SELECT id, month AS key, month || ' 对账' AS name FROM reconciliation_month WHERE id IN @Ids"));
    }
}
