using CEBase.Projects.Units;

namespace CEBase.Projects.Plans;

/// <summary>Plans that are due, wait for review or wait to be filed. Both dates are parameters.</summary>
[RestsOn("NPU:8(a)", "BJTU:5", How = "年度计划到期前在“今天”里提醒，逾期标出")]
internal sealed class PlanWork(PlanRepository plans, UnitRepository units, IParameters parameters, OverdueWork overdue) : IWorkProvider
{
    public const string ReviewDay = "filing.annual-review";
    public const string UnitFilingDay = "filing.unit-plan";
    private const int AheadDays = 60;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var work = new List<(WorkKind, string, string?, WorkRecord)>();
        var all = await plans.AllAsync(db);
        foreach (var plan in all)
        {
            var mine = plan.State switch
            {
                PlanWorkflow.UnitReview => user.Has(Permissions.UnitReview) ? "年度计划待单位审核" : null,
                PlanWorkflow.OfficeReview => user.Has(Permissions.OfficeReview) ? "年度计划待备案" : null,
                PlanWorkflow.Amending => user.Has(Permissions.Manage) ? "年度计划修订中，还没有重新提交" : null,
                _ => null,
            };
            if (mine is not null)
            {
                work.Add((WorkKind.Waiting, mine, null, new WorkRecord(plan.Title, ProjectAddresses.Plan(plan.Id)) { Since = plan.StateSince }));
            }
        }
        if (user.Has(Permissions.Manage))
        {
            await AddDueAsync(db, work, all, today, today.Year + 1, await DayAsync(db, ReviewDay, today, today.Year));
            await AddDueAsync(db, work, all, today, today.Year, await DayAsync(db, UnitFilingDay, today, today.Year));
        }
        return await overdue.SortAsync(db, today, work);
    }

    private async Task AddDueAsync(DbScope db, List<(WorkKind, string, string?, WorkRecord)> work, IReadOnlyList<AnnualPlan> all, DateOnly today, int year, DateOnly? due)
    {
        if (due is not { } day || today < day.AddDays(-AheadDays))
        {
            return;
        }
        var filed = all.Where(p => p.Year == year && p.FiledOn is not null).Select(p => p.UnitId).ToHashSet();
        var missing = (await units.AllAsync(db)).Where(u => u.IsFiledOn(today) && !u.IsSuspended && !filed.Contains(u.Id)).ToList();
        work.AddRange(missing.Select(u => (WorkKind.Due, $"{year} 年度计划还没有备案", (string?)ProjectAddresses.PlansOf(year), new WorkRecord(u.Name, ProjectAddresses.PlansOf(year)) { Due = day })));
    }

    private async Task<DateOnly?> DayAsync(DbScope db, string name, DateOnly today, int year) =>
        await parameters.TryGetAsync(db, name, today) is not { } found ? null
        : DateOnly.TryParseExact($"{year}-{found.Value}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : new DateOnly(year, 2, 28);
}
