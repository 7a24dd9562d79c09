namespace CEBase.Catalogue.Classes;

/// <summary>开班清单: what stands between the class and its next steps, line by line, to work through or to print.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassGatesModel(IDatabase database, ClassChecklist checklist, IClassDirectory classes, WorkflowEngine engine, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute] public string No { get; set; } = "";

    public ClassRow Class { get; private set; } = null!;
    public IReadOnlyList<ChecklistBlock> Blocks { get; private set; } = [];
    public string PrintedAt => clock.GetUtcNow().InTable();

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Class = await ClassRow.FindAsync(db, No) ?? throw NotThere();
        Blocks = await checklist.ReadAsync(db, Class, user);
        return 0;
    });

    public async Task<IActionResult> OnPostStepAsync(StepForm form)
    {
        var id = (await database.ReadAsync(db => classes.FindAsync(db, No)) ?? throw NotThere()).Id;
        var outcome = await engine.TakeAsync(form, ClassStates.RecordType, id, user);
        TempData["Done"] = outcome.Refusal ?? $"培训班 {No} 现在的状态是“{ClassWords.States.LabelOf(outcome.State)}”。";
        return Redirect($"/console/classes/{No}/gates");
    }

    public string LabelOf(TraceLine line) => checklist.LabelOf(line.Step);

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

    private Refusal NotThere() => Refusal.NotFound($"没有班号为 {No} 的培训班。");
}
