using CEBase.Instructors.Registry;
using Microsoft.AspNetCore.Http;

namespace CEBase.Instructors.Evidence;

/// <summary>证明材料: certificates, commitment and other papers on file.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorEvidenceModel(RecordServices services, InstructorRepository instructors, EvidenceRepository evidence, EvidenceService service, TimeProvider clock)
    : InstructorRecordPage(services, instructors)
{
    public sealed class Form
    {
        [Display(Name = "证明什么")] public Proves Proves { get; set; }
        [Display(Name = "签发或签署日期")] public DateOnly? DatedOn { get; set; }
        [Display(Name = "有效期至")] public DateOnly? ValidUntil { get; set; }
        [Display(Name = "原件存放处")] public string? Place { get; set; }
        public string? RequestKey { get; set; }
    }

    [BindProperty] public Form Input { get; set; } = new();
    [BindProperty, Display(Name = "扫描件")] public IFormFile? Upload { get; set; }

    public IReadOnlyList<EvidencePaper> Papers { get; private set; } = [];
    public DateOnly Today => clock.Today();

    public override Task OnGetAsync()
    {
        Input.RequestKey = NewKey();
        return LoadAsync();
    }

    protected override async Task LoadMoreAsync(DbScope db) => Papers = await evidence.OfAsync(db, Instructor.Id);

    public Task<IActionResult> OnPostAddAsync() => ManageAsync(async (db, instructor) =>
    {
        await using var content = Upload?.OpenReadStream();
        await service.AddAsync(db, new EvidencePaper
        {
            InstructorId = instructor.Id, Proves = Input.Proves, DatedOn = Input.DatedOn, ValidUntil = Input.ValidUntil, Place = Input.Place ?? "",
        }, content, Upload?.FileName ?? "", Input.RequestKey, CurrentUser);
    }, "材料已登记。");

    public Task<IActionResult> OnPostWithdrawAsync(long id)
    {
        ModelState.Clear();
        return ManageAsync((db, instructor) => service.WithdrawAsync(db, instructor.Id, id, CurrentUser), "材料已撤下，痕迹保留。");
    }
}
