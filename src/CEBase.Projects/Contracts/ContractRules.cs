using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>A contract says who answers for safety.</summary>
[RestsOn("BJTU:9", How = "没有安全责任条款的合同不能签订")]
internal static class SafetyClauseRule
{
    public const string Missing = "contract.safety-missing";

    public static IEnumerable<Finding> Check(bool hasSafetyClause) =>
        hasSafetyClause ? [] : [Finding.Block(Missing, "合同里没有安全责任条款，请补上后勾选。", "BJTU:9")];
}

/// <summary>A contract rests on an approved project, with the client and the terms that were approved.</summary>
[RestsOn("BJTU:5", How = "项目批准后才能签合同，单位、班期、人数与批准内容核对")]
internal static class ContractProjectRule
{
    public const string NotApproved = "contract.project-not-approved";
    public const string OtherClient = "contract.other-client";
    public const string TermsDiffer = "contract.differs-from-project";

    public static IEnumerable<Finding> Check(Contract contract, ProjectCard project)
    {
        if (project.State != ProjectStates.Approved || project.ApprovalNo is null)
        {
            yield return Finding.Block(NotApproved, $"项目 {project.Number} 还没有批准，没有审批编号，不能签订合同。", "BJTU:5") with { Remedy = ProjectAddresses.Project(project.Number) };
        }
        if (project.ClientId is { } client && client != contract.ClientId)
        {
            yield return Finding.Block(OtherClient, "合同的委托单位与项目上批准的委托单位不是同一家，请更正。", "BJTU:5");
        }
        var differences = new[]
        {
            project.StartsOn == contract.StartsOn && project.EndsOn == contract.EndsOn ? null : $"班期批准为 {project.StartsOn.InTable()} 至 {project.EndsOn.InTable()}，合同为 {contract.StartsOn.InTable()} 至 {contract.EndsOn.InTable()}",
            project.Headcount == contract.Headcount ? null : $"人数批准为 {project.Headcount} 人，合同为 {contract.Headcount} 人",
        }.OfType<string>().ToList();
        if (differences.Count > 0)
        {
            yield return Finding.Review(TermsDiffer, $"合同与批准的项目不一致：{string.Join("；", differences)}。请改为一致，或写明理由。", "BJTU:5");
        }
    }
}

/// <summary>A project without core teaching carries no training agreement.</summary>
[RestsOn("BJTU:9(b)", How = "纯服务项目只能签服务协议，不能签培训协议")]
internal static class ServiceOnlyRule
{
    public const string TrainingAgreement = "contract.service-only";

    public static IEnumerable<Finding> Check(ContractKind kind, bool isServiceOnly) => isServiceOnly && kind == ContractKind.Training
        ? [Finding.Block(TrainingAgreement, "这个项目只提供服务、没有核心教学，不能签培训协议，请改为服务协议。", "BJTU:9(b)")]
        : [];
}

/// <summary>Partners, and persons related to the school in them, are declared.</summary>
[RestsOn("MOE23:13", How = "合同签订前申报合作方和关系人情况，未申报的须写明理由")]
internal static class DeclarationRule
{
    public const string Contract = "contract.not-declared";
    public const string Client = "contract.client-not-declared";

    public static IEnumerable<Finding> Check(bool isContractDeclared, bool isClientDeclared)
    {
        if (!isContractDeclared)
        {
            yield return Finding.Review(Contract, "还没有申报合作方和关系人情况。没有的也要写“无”并勾选已申报。", "MOE23:13");
        }
        if (!isClientDeclared)
        {
            yield return Finding.Review(Client, "委托单位的关系人情况还没有申报，请在单位资料里补报。", "MOE23:13");
        }
    }
}

/// <summary>What departs from template or price is not signed before the office has looked at it.</summary>
[RestsOn("BJTU:9", How = "偏离范本或价格的合同须先经办公室审核")]
internal static class OfficeCheckRule
{
    public const string Needed = "contract.office-check-needed";

    /// <param name="state">State of the contract.</param>
    /// <param name="departures">What template and price rules said.</param>
    public static IEnumerable<Finding> Check(string state, IReadOnlyList<Finding> departures) =>
        state == ContractStates.Draft && departures.Any(f => f.Severity == Severity.Review)
            ? [Finding.Block(Needed, "合同偏离范本或备案价格，请先送办公室审核。", "BJTU:9"), .. departures.Select(f => f with { Severity = Severity.Note })]
            : departures.Where(f => f.Severity == Severity.Block);
}
