using CEBase.Instructors.Registry;
using Microsoft.AspNetCore.Http;

namespace CEBase.Instructors.Clearances;

/// <summary>审查与例外: background checks with the Party committee's review, and exceptions, each with its small life.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorClearancesModel(RecordServices services, InstructorRepository instructors, ClearanceRepository clearances, ClearanceService editing, IFileStore files)
    : InstructorRecordPage(services, instructors)
{
    public sealed class Form
    {
        [Display(Name = "类别")] public ClearanceKind Kind { get; set; }
        [Display(Name = "结论或理由")] public string? Grounds { get; set; }
        [Display(Name = "审核党委")] public string? ReviewedBy { get; set; }
        [Display(Name = "生效日期")] public DateOnly? HoldsFrom { get; set; }
        [Display(Name = "截止日期")] public DateOnly? HoldsUntil { get; set; }
        public string? RequestKey { get; set; }
    }

    [BindProperty] public Form Input { get; set; } = new();
    [BindProperty, Display(Name = "材料")] public IFormFile? Upload { get; set; }

    public IReadOnlyList<Clearance> Papers { get; private set; } = [];
    public IReadOnlyDictionary<long, WorkflowView> Views { get; private set; } = new Dictionary<long, WorkflowView>();

    public override async Task OnGetAsync()
    {
        Input.RequestKey = NewKey();
        await LoadAsync();
        Input.Kind = Instructor.Relation == Relation.Outside ? ClearanceKind.Review : ClearanceKind.Exception;
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Views = await LookAsync(db, (await clearances.OfAsync(db, Instructor.Id)).Where(p => p.State is not (ClearanceStates.Refused or ClearanceStates.Revoked)).Select(p => (p.Kind.RecordType(), p.Id)));
        Papers = await clearances.OfAsync(db, Instructor.Id);
    }

    public Task<IActionResult> OnPostCreateAsync() => ManageAsync(async (db, instructor) =>
    {
        await using var content = Upload?.OpenReadStream();
        var file = content is null ? null : await files.SaveAsync(db, content, Upload!.FileName, Permissions.View, FileKinds.Evidence, CurrentUser, isSensitive: true);
        await editing.CreateAsync(db, new Clearance
        {
            InstructorId = instructor.Id, Kind = Input.Kind, Grounds = Input.Grounds ?? "", ReviewedBy = Input.Kind == ClearanceKind.Review ? Input.ReviewedBy ?? "" : "",
            HoldsFrom = Input.HoldsFrom ?? default, HoldsUntil = Input.HoldsUntil ?? default,
        }, file, Input.RequestKey, CurrentUser);
    }, "已存为草稿，核对后提交审批。");

    public async Task<IActionResult> OnPostStepAsync(long id, StepForm form)
    {
        ModelState.Clear();
        var paper = await Database.ReadAsync(db => clearances.FindAsync(db, id)) ?? throw Refusal.NotFound("没有这份审核或例外记录。");
        var outcome = await TakeAsync(form.For(paper.Kind.RecordType(), id) with { Attachments = paper.FileHash is { } hash ? [hash] : [] });
        return Done($"{paper.Kind.Label()}现在的状态是“{ClearanceStates.Of(outcome.State).Label}”。");
    }
}
