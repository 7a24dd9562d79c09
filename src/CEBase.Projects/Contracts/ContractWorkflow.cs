using CEBase.Projects.Clients;
using static CEBase.Projects.Contracts.ContractStates;

namespace CEBase.Projects.Contracts;

/// <summary>
/// The life of a contract. One on the school's template and at the approved price is signed straight from the draft; what departs passes the office.
/// </summary>
internal sealed class ContractWorkflow(ContractFactsReader reader, AmendmentRepository amendments, ContractDirectory directory, TimeProvider clock) : TableWorkflow<ContractFacts>("contract", clock)
{
    public const string Submit = "submit";
    public const string Pass = "pass";
    public const string Sign = "sign";
    public const string Perform = "perform";
    public const string Revise = "revise";

    private readonly TimeProvider _clock = clock;

    /// <summary>States and steps, also for lists without a service.</summary>
    public static WorkflowDefinition Life { get; } = new(RecordType, "合同",
    [
        new(Draft, "草拟", StateTone.Quiet),
        new(OfficeCheck, "办公室审核中", StateTone.Waiting),
        new(Cleared, "待签订", StateTone.Waiting),
        new(Signed, "已签订"),
        new(Performed, "已履行", StateTone.Done),
        new(Ended, "已解除", StateTone.Stopped),
        new(Cancelled, "已作废", StateTone.Stopped),
    ],
    [
        Step(Sign, "登记签订", [Draft, Cleared], Signed, Permissions.ContractsManage),
        Step(Submit, "送办公室审核", [Draft], OfficeCheck, Permissions.ContractsManage),
        Step(Pass, "审核通过", [OfficeCheck], Cleared, Permissions.OfficeReview),
        Step("return", "退回修改", [OfficeCheck], Draft, Permissions.OfficeReview) with { AsksComment = true },
        Step(Perform, "登记履行完毕", [Signed], Performed, Permissions.ContractsManage),
        Step("end", "解除合同", [Signed], Ended, Permissions.ContractsManage) with { AsksComment = true, IsGrave = true },
        Step("cancel", "作废", [Draft, OfficeCheck, Cleared], Cancelled, Permissions.ContractsManage) with { AsksComment = true, IsGrave = true },
        Step(Revise, "修改后回到草拟", [OfficeCheck, Cleared], Draft, Permissions.ContractsManage) with { IsAutomatic = true },
    ]);

    public override WorkflowDefinition Definition => Life;

    protected override bool CountsMoves => true;

    protected override Task<ContractFacts?> ReadAsync(DbScope db, long recordId) => reader.ReadAsync(db, recordId);

    protected override void Describe(StepSet<ContractFacts> steps)
    {
        Check([Submit, Sign], "项目批准与合同类别", "/edit", f => [.. ContractProjectRule.Check(f.Contract, f.Project).Where(x => x.Severity == Severity.Block), .. ServiceOnlyRule.Check(f.Contract.Kind, f.Project.IsServiceOnly)]);
        Check([Submit], "安全条款与禁止约定", "/edit", Terms);
        // The office reads what departs, and lets it pass with a reason.
        Check([Pass], "合同范本与价格", "/edit", f => f.Departures());
        Check([Sign], "签订日与扫描件", "#signing", f => SigningDayRule.Check(new SigningFacts(f.Contract.SignedOn, f.Contract.NegotiatedOn,
            f.Contract.StartsOn < f.Project.StartsOn ? f.Contract.StartsOn : f.Project.StartsOn, f.Contract.ScanUploadedAt?.ChinaDay(), _clock.Today())));
        Check([Sign], "合同范本与价格", "/edit", f => OfficeCheckRule.Check(f.Contract.State, f.Departures()));
        Check([Sign], "安全条款与禁止约定", "/edit", Terms);
        steps.On(Sign).Gate("委托单位与关系人申报", (_, f) => Of(ProjectAddresses.Client(f.Client.Id),
            [.. ClientService.Findings(f.Client), .. DeclarationRule.Check(f.Contract.IsDeclared, f.Client.IsRelationDeclared)]));
        steps.On(Perform).Gate("履行情况", async (step, f) => [.. Of($"{ProjectAddresses.Contract(f.Contract.Number)}/edit", await PerformedAsync(step.Db, f.Contract))]);

        void Check(string[] at, string label, string place, Func<ContractFacts, IEnumerable<Finding>> check) =>
            steps.On(at).Gate(label, (_, f) => Of(ProjectAddresses.Contract(f.Contract.Number) + place, check(f)));

        static IEnumerable<Finding> Terms(ContractFacts f) => [.. SafetyClauseRule.Check(f.Contract.HasSafetyClause), .. f.WordFindings().Where(x => x.Severity == Severity.Block)];

        static IEnumerable<Finding> Of(string remedy, IEnumerable<Finding> findings) => findings.Select(f => f with { Remedy = f.Remedy ?? remedy });
    }

    /// <summary>A contract isn't performed while its last day is to come or a change waits for signature.</summary>
    private async Task<List<Finding>> PerformedAsync(DbScope db, Contract contract)
    {
        var findings = new List<Finding>();
        if ((await amendments.OfAsync(db, contract.Id)).Any(a => a.State == AmendmentStates.Draft))
        {
            findings.Add(Finding.Block("contract.amendment-open", "还有一份补充协议没有签订，请先签订或放弃。", "BJTU:11") with { Remedy = ProjectAddresses.Contract(contract.Number) });
        }
        if (await directory.OfAsync(db, contract.Id) is { } terms && terms.EndsOn >= _clock.Today())
        {
            findings.Add(Finding.Review("contract.not-over", $"合同约定的结束日是 {terms.EndsOn.InTable()}，还没有过，请说明提前登记履行完毕的原因。", "BJTU:10"));
        }
        return findings;
    }

    private static StepDefinition Step(string name, string label, string[] from, string to, string permission) =>
        new(name, label, from, to, permission) { ReviewPermission = Platform.Permissions.FindingsOverride };
}
