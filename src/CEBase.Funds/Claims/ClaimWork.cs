using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>
/// Claims on the "today" page: before the user, the user's own returned ones and drafts, and all that the user sees which have waited too long, before whomever.
/// </summary>
internal sealed class ClaimWork(OverdueWork overdue) : IWorkProvider
{
    private const string List = FundsAddresses.Claims;
    private const string Record = List + "/{key}";
    private const string Line = "SELECT k.number AS key, k.number || ' ' || k.title AS name, k.total AS amount, k.applicant_name || '填报' AS note, k.state_since AS since FROM claim k";

    /// <summary>Nobody approves what they wrote, handed in or approved before; handing over and recording payment ask for no second person.</summary>
    private const string ByAnother = $"""
        (k.state IN ('{ClaimStates.Approved}', '{ClaimStates.Handed}')
          OR (coalesce(k.applicant_id, 0) <> @Account AND coalesce(k.submitted_by, 0) <> @Account AND coalesce(k.unit_approved_by, 0) <> @Account))
        """;

    /// <summary>What is to be done, by state and by who does it.</summary>
    private static readonly (string State, string Permission, string Text)[] Tasks =
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
        var patience = await overdue.PatienceAsync(db, today);
        foreach (var (state, permission, text) in Tasks.Where(d => user.Has(d.Permission)))
        {
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Waiting, text, $"{List}?state={state}&sort=since"), Record,
                $"{Line} WHERE k.state = @state AND k.state_since >= @Since AND {ByAnother}", "since, name", new { state, Since = patience?.Since ?? DateTimeOffset.UnixEpoch, Account = user.AccountId ?? 0 }));
        }
        if (patience is var (days, since))
        {
            items.Add(await db.ReadWorkAsync(new WorkItem(WorkKind.Stuck, $"报销单等待超过 {days} 天", $"{List}?state={ClaimListModel.Stuck}&sort=since"), Record, $"""
                SELECT k.number AS key, k.number || ' ' || k.title AS name, k.total AS amount, CASE k.state {string.Join(' ', Tasks.Select(d => $"WHEN '{d.State}' THEN '{d.Text[3..]}'"))} END AS note, k.state_since AS since
                FROM claim k LEFT JOIN published_training_class c ON c.id = k.class_id WHERE {ClaimRepository.Seen(user)} AND {ClaimStates.IsWaiting} AND k.state_since < @since
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
