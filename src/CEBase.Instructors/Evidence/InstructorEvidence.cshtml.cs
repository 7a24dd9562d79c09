using CEBase.Instructors.Registry;
using Microsoft.AspNetCore.Http;

namespace CEBase.Instructors.Evidence;

/// <summary>证明材料: certificates, commitment and other papers on file.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorEvidenceModel(IDatabase database, InstructorService service, EvidenceService desk, WorkflowEngine engine, TimeProvider clock, ICurrentUser user)
    : InstructorRecordPage(database, service, engine, user)
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
        Input.RequestKey = Guid.NewGuid().ToString("N");
        return LoadAsync();
    }

    protected override async Task LoadAsync(DbScope db) => Papers = await EvidenceService.OfAsync(db, Instructor.Id);

    public async Task<IActionResult> OnPostAddAsync()
    {
        RequireManage();
        await Database.WriteAsync(async db =>
        {
            var instructor = await FindAsync(db);
            await using var content = Upload?.OpenReadStream();
            return await desk.AddAsync(db, new EvidencePaper
            {
                InstructorId = instructor.Id, Proves = Input.Proves, DatedOn = Input.DatedOn, ValidUntil = Input.ValidUntil, Place = Input.Place ?? "",
            }, content, Upload?.FileName ?? "", Input.RequestKey, CurrentUser);
        });
        return Done("材料已登记。", "/evidence");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(long id)
    {
        ModelState.Clear();
        RequireManage();
        await Database.WriteAsync(async db => await desk.WithdrawAsync(db, (await FindAsync(db)).Id, id, CurrentUser));
        return Done("材料已撤下，痕迹保留。", "/evidence");
    }
}
