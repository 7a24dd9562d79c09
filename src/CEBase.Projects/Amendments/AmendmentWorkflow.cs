using CEBase.Projects.Contracts;

namespace CEBase.Projects.Amendments;

/// <summary>The life of an amendment.</summary>
internal sealed class AmendmentWorkflow(AmendmentRepository amendments, ContractRepository contracts, ContractDirectory directory, ContractFactsReader reader, TimeProvider clock)
    : TableWorkflow<Amendment>("contract_amendment", clock)
{
    public const string Sign = "sign";

    private readonly TimeProvider _clock = clock;

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(AmendmentStates.RecordType, "补充协议",
    AmendmentStates.All,
    [
        new(Sign, "登记签订", [AmendmentStates.Draft], AmendmentStates.Signed, Permissions.ContractsManage) { ReviewPermission = Platform.Permissions.FindingsOverride },
        new("drop", "放弃变更", [AmendmentStates.Draft], AmendmentStates.Dropped, Permissions.ContractsManage) { AsksComment = true, IsGrave = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    protected override bool CountsMoves => true;

    protected override Task<Amendment?> ReadAsync(DbScope db, long recordId) => amendments.FindAsync(db, recordId);

    protected override void Describe(StepSet<Amendment> steps) => steps.On(Sign)
        .Gate("变更内容、签订日与扫描件", async (step, amendment) =>
            [.. AmendmentSigningRule.Check(amendment, (await contracts.FindAsync(step.Db, amendment.ContractId))!, await AfterAsync(step.Db, amendment), _clock.Today())])
        // The changed price or headcount against the price record.
        .Gate("变更后的价格", async (step, amendment) =>
        {
            if ((amendment.Price is null && amendment.Headcount is null) || await reader.ReadAsync(step.Db, amendment.ContractId) is not { } facts)
            {
                return [];
            }
            var after = await AfterAsync(step.Db, amendment);
            return [.. ContractPriceRule.Check(after.Price, after.Headcount, after.StartsOn, facts.Price)];
        });

    private async Task<ContractTerms> AfterAsync(DbScope db, Amendment amendment) =>
        AmendedTerms.Of((await directory.OfAsync(db, amendment.ContractId))!, [amendment with { State = AmendmentStates.Signed }]);
}
