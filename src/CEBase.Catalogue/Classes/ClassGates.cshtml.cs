namespace CEBase.Catalogue.Classes;

/// <summary>开班清单: what stands between the class and its next steps, line by line, to work through or to print.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassGatesModel(ClassPageServices services, ClassChecklist checklist, TimeProvider clock) : ClassPage(services, "gates")
{
    public IReadOnlyList<ChecklistBlock> Blocks { get; private set; } = [];
    public string PrintedAt => clock.GetUtcNow().InTable();

    protected override async Task LoadMoreAsync(DbScope db) => Blocks = await checklist.ReadAsync(db, Class, CurrentUser);

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        await LoadAsync();
        var outcome = await Engine.TakeAsync(form, ClassStates.RecordType, Class.Id, CurrentUser);
        return Done(outcome.Refusal ?? $"培训班 {No} 现在的状态是“{ClassWords.States.LabelOf(outcome.State)}”。");
    }

    public static (StateTone Tone, string Icon, string Word) Look(LineStand stand) => stand switch
    {
        LineStand.Met => (StateTone.Done, "circle-check", "符合"),
        LineStand.Waiting => (StateTone.Waiting, "hourglass", "待办"),
        _ => (StateTone.Stopped, "ban", "不能办理"),
    };

    /// <summary>Where a block stands, in words.</summary>
    public static (StateTone Tone, string Word) Look(ChecklistBlock block) => block.Stand switch
    {
        BlockStand.Done => (StateTone.Done, "已办理"),
        BlockStand.Off => (StateTone.Quiet, "不再办理"),
        BlockStand.Later => (StateTone.Quiet, "还没有轮到"),
        _ when block.Stopped > 0 => (StateTone.Stopped, $"{block.Stopped} 项不能办理"),
        _ when block.Next is { NeedsReason: true } => (StateTone.Waiting, "写明理由后可以办理"),
        _ => (StateTone.Active, "可以办理"),
    };
}
