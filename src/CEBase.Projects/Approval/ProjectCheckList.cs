using CEBase.Projects.Intake;
using CEBase.Projects.Parts;
using CEBase.Projects.Plans;
using CEBase.Projects.Units;

namespace CEBase.Projects.Approval;

internal sealed class IntakeCheck(IntakeQuestions questions) : IProjectCheck
{
    public string Label => "项目类型（归口部门）";
    public string Place => "/edit";

    public Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts) => Task.FromResult(IntakeRule.Check(facts.Project.IntakeYes, questions.All));
}

internal sealed class UnitCheck(TimeProvider clock) : IProjectCheck
{
    public string Label => "承办单位备案";
    public string Place => "";

    public async Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts)
    {
        var units = await OwningUnit.GetAsync(db, [facts.Project.UnitId, .. facts.Parts.Shares.Select(s => s.UnitId)]);
        return UnitRule.Check(units, clock.Today());
    }
}

internal sealed class NameCheckOfProject(INameCheck names) : IProjectCheck
{
    public string Label => "名称用语";
    public string Place => "/edit";

    public async Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts) =>
        await names.CheckAsync(db, facts.Project.Name, NameUse.Project, facts.Project.IsOpenEnrolment);
}

internal sealed class ForeignCheck : IProjectCheck
{
    public string Label => "涉外、外地区任务的批准文件";
    public string Place => "/parts";

    public async Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts)
    {
        var isOutside = facts.Project.ClientId is { } client && await db.ScalarAsync<bool?>("SELECT is_outside_region FROM client WHERE id = @client", new { client }) is true;
        return OutsideApprovalRule.Check(facts.Project.IntakeYes ?? [], isOutside, facts.Parts.Documents);
    }
}

internal sealed class SharesCheck : IProjectCheck
{
    public string Label => "合办单位分配比例";
    public string Place => "/parts";

    public Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts) => Task.FromResult(SharesRule.Check(facts.Project.UnitId, facts.Parts.Shares));
}

internal sealed class PartnersCheck(TimeProvider clock) : IProjectCheck
{
    public string Label => "合作方审查与关系申报";
    public string Place => "/parts";

    public Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts) =>
        Task.FromResult(PartnerRule.Check(facts.Project.IntakeYes ?? [], facts.Parts.Partners, clock.Today()));
}

internal sealed class PurchasesCheck : IProjectCheck
{
    public string Label => "软件与服务采购";
    public string Place => "/parts";

    public Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts) => Task.FromResult(PurchaseRule.Check(facts.Project.IntakeYes ?? [], facts.Parts.Purchases));
}

internal sealed class PriceCheck(IPriceDirectory prices) : IProjectCheck
{
    public string Label => "经费方式与收费标准";
    public string Place => "/edit";

    public async Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts)
    {
        var price = facts.Project.PriceId is { } id ? await prices.FindAsync(db, id) : null;
        return [.. FeeRule.Check(facts.Project.Funding, facts.Project.Fee), .. PriceRule.Check(facts.Project.Fee, facts.Project.StartsOn, price)];
    }
}

internal sealed class PlanFitCheck : IProjectCheck
{
    public string Label => "与年度计划相符";
    public string Place => "/edit";

    public async Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts) => PlanFitRule.Check(facts.Project.UnitId, facts.Project.Year,
        facts.Project.PlanItemId is { } item ? await PlanQueries.ItemAsync(db, item) : null);
}

internal sealed class LeadCheck(IParameters parameters, TimeProvider clock) : IProjectCheck
{
    public const string Parameter = "plan.lead-days";

    public string Label => "立项提前天数";
    public string Place => "/edit";

    public async Task<IEnumerable<Finding>> CheckAsync(DbScope db, ProjectFacts facts)
    {
        var today = clock.Today();
        try
        {
            var lead = await parameters.GetAsync(db, Parameter, today);
            return [.. LeadRule.Check(facts.Project.StartsOn, facts.Project.ApprovalNo is not null, today, lead.Int, lead.Citation), .. lead.Staleness(today) is { } stale ? [stale] : Array.Empty<Finding>()];
        }
        catch (Refusal missing) when (missing.Code is "parameter_missing" or "parameter_undecided")
        {
            return [.. LeadRule.Check(facts.Project.StartsOn, facts.Project.ApprovalNo is not null, today, 0, "BJTU:5"), Finding.Review("lead.parameter-missing", missing.Message)];
        }
    }
}
