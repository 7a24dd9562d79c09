using CEBase.Platform.Data;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.Reconciliation;

/// <summary>A month's reconciliation: compared, signed by the base, signed by the finance office, closed.</summary>
[RestsOn("BJTU:38", How = "对账月份：基地与财务两方由不同的人签字后结账")]
internal sealed class MonthWorkflow : IWorkflow
{
    /// <summary>Record type.</summary>
    public const string RecordType = "ReconciliationMonth";

    /// <summary>The base signs.</summary>
    public const string SignForBase = "sign_base";

    /// <summary>The finance office signs and closes.</summary>
    public const string SignForFinance = "sign_finance";

    /// <summary>Back to comparing.</summary>
    public const string GiveBack = "give_back";

    public WorkflowDefinition Definition { get; } = new(RecordType, "对账月份",
        [new StateDefinition("open", "核对中", StateTone.Waiting), new StateDefinition("base_signed", "基地已签", StateTone.Active), new StateDefinition("closed", "已结账", StateTone.Done)],
        [
            new StepDefinition(SignForBase, "基地签字", ["open"], "base_signed", Permissions.SignForBase),
            new StepDefinition(SignForFinance, "财务签字并结账", ["base_signed"], "closed", Permissions.Reconcile),
            new StepDefinition(GiveBack, "退回核对", ["base_signed"], "open", Permissions.Reconcile) { AsksComment = true, IsGrave = true },
        ]);

    public Task<string?> ReadStateAsync(DbSession session, long recordId) =>
        session.ScalarAsync<string>($"SELECT state FROM reconciliation_month WHERE id = @recordId{(session.Transaction is null ? "" : session.Dialect.ForUpdate)}", new { recordId });

    public async Task<bool> MoveAsync(DbSession session, long recordId, string from, string to) =>
        await session.ExecuteAsync("UPDATE reconciliation_month SET state = @to WHERE id = @recordId AND state = @from", new { recordId, from, to }) > 0;

    public Task ApplyAsync(StepContext step) => step.Step.Name == SignForFinance
        ? Task.CompletedTask
        : step.Session.ExecuteAsync("UPDATE reconciliation_month SET base_signer_id = @signer WHERE id = @RecordId", new { step.RecordId, signer = step.Step.Name == SignForBase ? step.User.AccountId : null });
}

/// <summary>What must be right before a side signs.</summary>
[RestsOn("BJTU:38", How = "签字前：按金额和日期推定的各笔须有人确认，两方不得由同一人签字")]
internal static class SignRule
{
    /// <summary>Findings on a month about to be signed.</summary>
    /// <param name="openProposals">Matches by amount and day that nobody has confirmed.</param>
    /// <param name="baseSigner">Who signed for the base, or null.</param>
    /// <param name="signer">Who signs now.</param>
    public static IEnumerable<Finding> Judge(long openProposals, long? baseSigner, long? signer)
    {
        if (openProposals > 0)
        {
            yield return Finding.Block("funds.proposals-open", $"还有 {openProposals} 笔是按金额和日期推定的，没有确认。请逐笔确认或否定后再签字。", "BJTU:38");
        }
        if (baseSigner is { } first && first == signer)
        {
            yield return Finding.Block("funds.same-signer", "基地一方已由您签字。财务一方请由另一人签字。", "BJTU:38");
        }
    }
}

/// <summary>Asks the rule before the base signs.</summary>
internal class BaseSignGate : IStepGate
{
    public string RecordType => MonthWorkflow.RecordType;

    public virtual string Step => MonthWorkflow.SignForBase;

    public string Label => "推定的各笔与签字人";

    public IReadOnlyList<Type> Rules => [typeof(SignRule)];

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var open = await step.Session.ScalarAsync<long>("SELECT count(*) FROM reconciliation_item WHERE month_id = @RecordId AND way = 'AmountAndDay' AND is_confirmed = FALSE", new { step.RecordId });
        var signer = await step.Session.ScalarAsync<long?>("SELECT base_signer_id FROM reconciliation_month WHERE id = @RecordId", new { step.RecordId });
        return [.. SignRule.Judge(open, signer, step.User.AccountId)];
    }
}

/// <summary>Asks the rule before the finance office signs.</summary>
internal sealed class FinanceSignGate : BaseSignGate
{
    public override string Step => MonthWorkflow.SignForFinance;
}
