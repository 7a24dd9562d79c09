namespace CEBase.Example.Items;

/// <summary>The life of an item: submitted by one, approved or returned by another.</summary>
internal sealed class ItemWorkflow(ItemRepository items, TimeProvider clock) : TableWorkflow<Item>("example_item", clock)
{
    public const string RecordType = "ExampleItem";

    public const string Draft = "draft";
    public const string Submitted = "submitted";
    public const string Approved = "approved";
    public const string Withdrawn = "withdrawn";

    public const string Submit = "submit";
    public const string Return = "return";
    public const string Approve = "approve";
    public const string Withdraw = "withdraw";

    private readonly TimeProvider _clock = clock;

    public override WorkflowDefinition Definition { get; } = new(RecordType, "事项",
    [
        new(Draft, "草稿", StateTone.Quiet),
        new(Submitted, "待批准", StateTone.Waiting),
        new(Approved, "已批准", StateTone.Done),
        new(Withdrawn, "已撤销", StateTone.Stopped),
    ],
    [
        new(Submit, "提交", [Draft], Submitted, Permissions.Manage),
        new(Return, "退回", [Submitted], Draft, Permissions.Approve) { AsksComment = true },
        new(Approve, "批准", [Submitted], Approved, Permissions.Approve),
        new(Withdraw, "撤销", [Approved], Withdrawn, Permissions.Approve) { AsksComment = true, IsGrave = true },
    ]);

    protected override Task<Item?> ReadAsync(DbScope db, long recordId) => items.FindAsync(db, recordId);

    protected override void Describe(StepSet<Item> steps)
    {
        steps.On(Submit).Gate("日期", (_, item) => ItemRule.CheckDay(item, _clock.Today()));
        steps.On(Submit).Gate("理由", (_, item) => ItemRule.CheckGrounds(item));
        steps.On(Approve).Gate("由另一人批准", (step, item) => ItemRule.CheckSecondPerson(item, step.User.AccountId));
    }
}

/// <summary>What an item must fulfil.</summary>
internal static class ItemRule
{
    public const string Past = "example.past";
    public const string NoGrounds = "example.no-grounds";
    public const string SamePerson = "example.same-person";

    public static IEnumerable<Finding> CheckDay(Item item, DateOnly today) =>
        item.Day >= today ? [] : [Finding.Block(Past, $"{item.Day.InTable()} 已经过去，请改为今天或以后的日期。")];

    public static IEnumerable<Finding> CheckGrounds(Item item) =>
        item.Grounds.Length > 0 ? [] : [Finding.Review(NoGrounds, "没有写理由，请说明为什么仍然提交。")];

    public static IEnumerable<Finding> CheckSecondPerson(Item item, long? approver) =>
        approver != item.MadeBy ? [] : [Finding.Block(SamePerson, "填报人不能批准自己的事项，请由另一位有批准权限的人员办理。")];
}
