using CEBase.Projects.Contracts;

namespace CEBase.Projects.Ledger;

/// <summary>What of contracts stands on the "today" page.</summary>
internal sealed class ContractWork(ContractQueries queries, IParameters parameters) : IWorkProvider
{
    private const string List = ProjectAddresses.Contracts + "?state=";
    private const int SoonDays = 14;

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        var (manages, checks) = (user.Has(Permissions.ContractsManage), user.Has(Permissions.OfficeReview));
        if (!user.Has(Permissions.View) || (!manages && !checks && !user.Has(Permissions.PricesManage)))
        {
            return [];
        }
        var ending = (await parameters.TryGetAsync(db, Deadlines.EndingDays, today))?.Int;
        return WorkItem.Sort((await queries.AllAsync(db, new ContractFilter { Sort = "start" })).SelectMany(l => Of(l, today, manages, checks, ending)));
    }

    private static IEnumerable<(WorkKind, string, string?, WorkRecord)> Of(ContractLine l, DateOnly today, bool manages, bool checks, int? ending)
    {
        var record = new WorkRecord($"{l.Number} {l.ClientName}", ProjectAddresses.Contract(l.Number)) { Detail = $"{l.ProjectName}，{l.Price} 元" };
        if (checks && l.State == ContractStates.OfficeCheck)
        {
            yield return (WorkKind.Waiting, "合同待办公室审核", List + ContractStates.OfficeCheck, record with { Due = l.StartsOn });
        }
        if (manages && l.State is ContractStates.Draft or ContractStates.Cleared)
        {
            if (l.StartsOn <= today)
            {
                yield return (WorkKind.Stuck, "到了开班日还没有签订的合同", null, record with { Due = l.StartsOn });
            }
            else if (l.StartsOn <= today.AddDays(SoonDays))
            {
                yield return (WorkKind.Due, "合同应在开班前签订", null, record with { Due = l.StartsOn });
            }
            else if (l.State == ContractStates.Cleared)
            {
                yield return (WorkKind.Waiting, "合同已审核，待登记签订", List + ContractStates.Cleared, record);
            }
        }
        if (manages && l.HasOpenAmendment)
        {
            yield return (WorkKind.Stuck, "补充协议待签订", null, record);
        }
        if (l.State == ContractStates.Signed && ending is { } days && l.EndsOn <= today.AddDays(days))
        {
            yield return (WorkKind.Due, l.EndsOn < today ? "合同过了截止日，还没有登记履行完毕" : "合同快到期", List + ContractStates.Signed, record with { Due = l.EndsOn });
        }
    }
}
