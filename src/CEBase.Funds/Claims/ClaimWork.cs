using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>
/// Claims on the "today" page: at the user's desk, the user's own returned ones and drafts, and all that the user sees which have waited too long, at whosever desk.
/// </summary>
internal sealed class ClaimWork(OverdueWork desk) : IWorkProvider
{
    private const string List = "/console/funds/claims";
    private const string Record = List + "/{key}";
    private const string Line = "SELECT k.number AS key, k.number || ' ' || k.title AS name, k.total AS amount, k.applicant_name || '填报' AS note, k.state_since AS since FROM claim k";

    /// <summary>Nobody approves what they wrote, handed in or approved before; handing over and recording payment ask for no second person.</summary>
    private const string ByAnother = $"""
        (k.state IN ('{ClaimStates.Approved}', '{ClaimStates.Handed}')
          OR (coalesce(k.applicant_id, 0) <> @Account AND coalesce(k.submitted_by, 0) <> @Account AND coalesce(k.unit_approved_by, 0) <> @Account))
        """;

    /// <summary>What each desk is to do, by the state that brings a claim there.</summary>
    private static readonly (string State, string Permission, string Text)[] Desks =
    [
        (ClaimStates.Checked, Permissions.ClaimsUnitApprove, "报销单待单位审批"),
        (ClaimStates.UnitApproved, Permissions.ClaimsFinanceApprove, "报销单待财务审批"),
        (ClaimStates.Approved, Permissions.ClaimsFinanceApprove, "报销单待交财务处"),
        (ClaimStates.Handed, Permissions.ClaimsFinanceApprove, "报销单待登记付款"),
    ];

    public async Task<IReadOnlyList<WorkItem>> ForAsync(DbScope db, ICurrentUser user, DateOnly today)
    {
        if (!user.Has(Permissions.ClaimsView))
        {
            return [];
        }
        var items = new List<WorkItem?>();
        var patience = await desk.PatienceAsync(db, today);
        foreach (var (state, permission, text) in Desks.Where(d => user.Has(d.Permission)))
        {
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, text, $"{List}?state={state}&sort=since"), Record,
                $"{Line} WHERE k.state = @state AND k.state_since >= @Since AND {ByAnother}", "since, name", new { state, Since = patience?.Since ?? DateTimeOffset.UnixEpoch, Account = user.AccountId ?? 0 }));
        }
        if (patience is var (days, since))
        {
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Stuck, $"报销单等待超过 {days} 天", $"{List}?state={ClaimFilter.Stuck}&sort=since"), Record, $"""
                SELECT k.number AS key, k.number || ' ' || k.title AS name, k.total AS amount, CASE k.state {string.Join(' ', Desks.Select(d => $"WHEN '{d.State}' THEN '{d.Text[3..]}'"))} END AS note, k.state_since AS since
                FROM claim k LEFT JOIN published_training_class c ON c.id = k.class_id WHERE {ClaimQueries.Seen(user)} AND {ClaimQueries.IsWaiting} AND k.state_since < @since
                """, "since, name", new { since, Account = user.AccountId ?? 0 }));
        }
        if (user.Has(Permissions.ClaimsManage))
        {
            var mine = new { Account = user.AccountId ?? 0 };
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Stuck, "我的报销单被退回，请修改", $"{List}?state={ClaimStates.Returned}"), Record, $"{Line} WHERE k.state = '{ClaimStates.Returned}' AND k.applicant_id = @Account", "since, name", mine));
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, "我的报销单草稿，还没有提交", $"{List}?state={ClaimStates.Draft}"), Record, $"{Line} WHERE k.state = '{ClaimStates.Draft}' AND k.applicant_id = @Account", "since, name", mine));
        }
        return [.. items.OfType<WorkItem>()];
    }
}

/// <summary>Claims by number, matter, payee or invoice, among those the user may see.</summary>
internal sealed class ClaimSearch(ClaimQueries claims) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user) => user.Has(Permissions.ClaimsView)
        ? [.. (await claims.ListAsync(db, new ClaimFilter { Q = text, Size = limit }, user)).Items.Select(c => new SearchHit("报销单", $"{c.Number} {c.Title}", $"{c.FundName}，{c.Total} 元，{c.ApplicantName}", $"/console/funds/claims/{c.Number}"))]
        : [];
}
