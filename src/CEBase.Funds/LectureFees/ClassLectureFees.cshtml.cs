namespace CEBase.Funds.LectureFees;

/// <summary>讲课费 of a class: what is due, and its lists.</summary>
[RequirePermission(Permissions.LectureFees)]
internal sealed class ClassLectureFeesModel(IDatabase database, IClassDirectory classes, IInstructorRegistry registry, LectureFeeService lectures, ICurrentUser user) : PageModel, IFormPage
{
    private IReadOnlyDictionary<long, string> _names = new Dictionary<long, string>();

    [FromRoute] public string No { get; set; } = "";
    [BindProperty] public string RequestKey { get; set; } = Guid.NewGuid().ToString("N");

    public ClassCard Class { get; private set; } = null!;
    public IReadOnlyList<FeeLesson> Due { get; private set; } = [];
    public IReadOnlyList<FeeList> Lists { get; private set; } = [];

    public string NameOf(long instructorId) => _names.GetValueOrDefault(instructorId, "");

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        var found = await classes.FindAsync(db, No);
        Class = found is not null && FeeAccess.MaySee(user, found.AdviserId) ? found : throw Refusal.NotFound($"没有班号为 {No} 的培训班。");
        Due = await lectures.DueAsync(db, Class);
        Lists = await FeeListRepository.OfClassAsync(db, Class.Id);
        _names = (await registry.FindAsync(db, [.. Due.Select(s => s.InstructorId).Distinct()])).ToDictionary(i => i.Id, i => i.Name);
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        var list = await database.WriteAsync(db => lectures.CreateAsync(db, No, RequestKey, user));
        TempData["Done"] = $"已编制 {list.Number}，请核对每学时金额后提交核定。";
        return Redirect(FundsAddresses.FeeList(list.Number));
    }
}
