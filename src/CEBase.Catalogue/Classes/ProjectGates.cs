using CEBase.Catalogue.Classes.Rules;

namespace CEBase.Catalogue.Classes;

/// <summary>What the project behind a class, its promotion material, price and contract say before the class goes on.</summary>
internal sealed class ProjectGates(IProjectDirectory projects, IPromotionDirectory board, IPriceDirectory prices, IContractDirectory contracts)
{
    private static readonly GateWords Contract = Words("基地工作人员、管理办公室", "办理合同");

    public void Describe(StepSet<ClassRow> steps)
    {
        steps.On(ClassWorkflow.OpenEnrolment, ClassWorkflow.Start)
            .Gate("立项与审批编号", async (s, c) =>
            {
                var project = await OfAsync(s.Db, c);
                return [.. ProjectRule.Check(project, c.ApprovalNo).Select(f => f with { Remedy = project is null || f.Rule == ProjectRule.NumberMissing ? EditOf(c) : AddressOf(project) })];
            }, Words("承办单位、管理办公室", "办理立项", typeof(ProjectRule)))
            .Gate("与立项一致", (s, c) => WithAsync(s.Db, c, p => Task.FromResult(ProjectTermsRule.Check(c.Details(), p)), EditOf), ClassGateWords.At("edit", typeof(ProjectTermsRule)));
        steps.On(ClassWorkflow.OpenEnrolment)
            .Gate("招生宣传材料", (s, c) => WithAsync(s.Db, c, async p => OpenRecruitmentRule.Check(p, await board.OfProjectAsync(s.Db, p.Id))),
                Words("基地工作人员、管理办公室", "办理宣传材料", typeof(OpenRecruitmentRule)))
            .Gate("价格备案", (s, c) => WithAsync(s.Db, c, async p => PriceRule.Check(c.Fee, c.StartsOn, p.PriceId is { } id ? await prices.FindAsync(s.Db, id) : null)),
                Words("基地工作人员、财务", "核对价格", typeof(PriceRule)))
            .Gate("委托合同", (s, c) => ContractAsync(s.Db, c, ContractRule.CheckOpening), Contract with { Rules = [typeof(ContractRule)] });
        steps.On(ClassWorkflow.Start)
            .Gate("合同签订", (s, c) => ContractAsync(s.Db, c, (isCommissioned, contract) => ContractRule.CheckStart(isCommissioned, contract, c.StartsOn)), Contract with { Rules = [typeof(ContractRule)] });
        // Changes after signing stop the class at its very next step, whichever that is. That there is no project is another gate's to say.
        steps.On(ClassWorkflow.MakeReady, ClassWorkflow.Start)
            .Gate("与合同一致", async (s, c) => c.ProjectId is null ? []
                : await ContractAsync(s.Db, c, (_, contract) => contract is null ? [] : AmendmentRule.Check(contract, c.StartsOn, c.EndsOn, c.Capacity)), Contract with { Rules = [typeof(AmendmentRule)] });
    }

    private async Task<ProjectCard?> OfAsync(DbScope db, ClassRow row) => row.ProjectId is { } id ? await projects.FindAsync(db, id) : null;

    /// <summary>Compares the class with its project, and says so where there is none.</summary>
    private async Task<IReadOnlyList<Finding>> WithAsync(DbScope db, ClassRow row, Func<ProjectCard, Task<IEnumerable<Finding>>> check, Func<ClassRow, string>? remedy = null) => await OfAsync(db, row) is { } project
        ? [.. (await check(project)).Select(f => f with { Remedy = f.Remedy ?? remedy?.Invoke(row) ?? AddressOf(project) })]
        : [ProjectRule.WithoutProject("关联以后才能核对。") with { Remedy = EditOf(row) }];

    private Task<IReadOnlyList<Finding>> ContractAsync(DbScope db, ClassRow row, Func<bool, ContractTerms?, IEnumerable<Finding>> check) => WithAsync(db, row, async project =>
    {
        var contract = await contracts.OfProjectAsync(db, project.Id);
        var isCommissioned = row.Funding == FundingMode.Commissioned || project.Funding == FundingMode.Commissioned;
        return check(isCommissioned, contract).Select(f => f with { Remedy = f.Remedy ?? (contract is null ? $"/console/contracts/new?project={project.Number}" : $"/console/contracts/{contract.Number}") });
    });

    private static GateWords Words(string actor, string remedy, params Type[] rules) => new() { Actor = actor, RemedyLabel = remedy, Rules = rules };

    private static string EditOf(ClassRow row) => CatalogueAddresses.Class(row.ClassNo, "edit");

    private static string AddressOf(ProjectCard project) => $"/console/projects/{project.Number}";
}
