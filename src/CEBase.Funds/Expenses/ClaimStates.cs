namespace CEBase.Funds.Expenses;

/// <summary>Where a claim stands, and what it holds there.</summary>
internal static class ClaimStates
{
    public const string Draft = "draft";
    public const string Checked = "checked";
    public const string UnitApproved = "unit-approved";
    public const string Approved = "approved";
    public const string Handed = "handed";
    public const string Paid = "paid";
    public const string Returned = "returned";
    public const string Reversed = "reversed";
    public const string Cancelled = "cancelled";

    /// <summary>SQL for a claim <c>k</c> that holds what it names: a draft holds nothing yet, and what came back or ended has let go.</summary>
    public const string IsHeld = $"k.state NOT IN ('{Draft}', '{Returned}', '{Cancelled}', '{Reversed}')";

    /// <summary>SQL for a claim <c>k</c> that somebody is to deal with.</summary>
    public const string IsWaiting = $"k.state IN ('{Checked}', '{UnitApproved}', '{Approved}', '{Handed}')";

    /// <summary>Whether a claim in that state holds what it names.</summary>
    public static bool Holds(string state) => state is not (Draft or Returned or Cancelled or Reversed);

    public static IReadOnlyList<StateDefinition> All { get; } =
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Checked, "待单位审批", StateTone.Waiting),
        new(UnitApproved, "待财务审批", StateTone.Waiting),
        new(Approved, "财务已批", StateTone.Active),
        new(Handed, "已交财务处", StateTone.Active),
        new(Paid, "已付款", StateTone.Done),
        new(Returned, "已退回", StateTone.Stopped),
        new(Reversed, "已冲销", StateTone.Stopped),
        new(Cancelled, "已作废", StateTone.Quiet),
    ];

    /// <summary>As shown.</summary>
    public static StateDefinition Of(string state) => All.First(s => s.Name == state);
}
