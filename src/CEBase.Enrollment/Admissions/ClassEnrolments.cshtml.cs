using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Admissions;

/// <summary>学员: who applied to a class, where they stand, and what staff do about it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassEnrolmentsModel(IDatabase database, IClassDirectory classes, ClassAdmissions admissions, AdmissionService admission, SeatAvailability availability, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    public const int Size = 50;
    private const int MaxExport = 20_000;

    [FromRoute(Name = "no")]
    public string ClassNo { get; set; } = "";

    [FromQuery(Name = "state")]
    public string? State { get; set; }

    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    [FromQuery(Name = "sort")]
    public string? Sort { get; set; }

    [FromQuery(Name = "p")]
    public int PageNumber { get; set; } = 1;

    [BindProperty]
    public NewPerson Input { get; set; } = new();

    public ClassCard Class { get; private set; } = new();
    public SeatCount Seats { get; private set; } = new(0, 0, 0);
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<GroupRow> Groups { get; private set; } = [];
    public IReadOnlyList<AdmissionRow> Rows { get; private set; } = [];
    public long Total { get; private set; }
    public bool CanManage => user.Has(Permissions.Manage);
    public bool CanImport => user.Has(Permissions.ImportRosters) && Class.State is ClassStates.Open or ClassStates.Ready;
    public bool CanEnrol => CanManage && Class.State is ClassStates.Open or ClassStates.Ready;

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Class = await classes.OfNumberAsync(db, ClassNo);
        Seats = (await availability.OfAsync(db, [Class.Id]))[Class.Id];
        Counts = await admissions.CountsAsync(db, Class.Id);
        Groups = await admissions.GroupsAsync(db, Class.Id);
        (Rows, Total) = await admissions.ListAsync(db, Class.Id, Query(Math.Max(1, PageNumber), Size));
        return 0;
    });

    public async Task<IActionResult> OnGetExportAsync()
    {
        var (card, rows) = await database.ReadAsync(async db =>
        {
            var found = await classes.OfNumberAsync(db, ClassNo);
            return (found, (await admissions.ListAsync(db, found.Id, Query(1, MaxExport))).Rows);
        });
        return File(RosterExport.Write(card, rows, user.DisplayName, clock.Today()), RosterExport.MediaType, $"{card.ClassNo}-学员名册.xlsx");
    }

    public async Task<IActionResult> OnPostBulkAsync([FromForm] long[] ids, [FromForm] string? step, [FromForm] string? comment)
    {
        RefuseWithout(Permissions.Manage);
        var outcome = await database.WriteAsync(async db =>
            await admission.TakeAllAsync(db, (await classes.OfNumberAsync(db, ClassNo)).Id, ids, step ?? "", comment, user));
        if (outcome.Done > 0)
        {
            TempData["Done"] = $"已办理 {outcome.Done} 人。";
        }
        if (outcome.Refused.Count > 0)
        {
            TempData["Warn"] = $"{outcome.Refused.Count} 人没有办成。" + string.Join(" ", outcome.Refused.Take(5)) + (outcome.Refused.Count > 5 ? " 其余情况相似，请到记录页查看。" : "");
        }
        return Redirect(Request.Path + Request.QueryString.Remove("handler"));
    }

    public async Task<IActionResult> OnPostEnrolAsync()
    {
        RefuseWithout(Permissions.Manage);
        var seating = await database.WriteAsync(async db => await admission.EnrolAsync(db, await classes.OfNumberAsync(db, ClassNo), Input, user));
        TempData["Done"] = seating.IsNew
            ? $"{Input.Name} 已报名：{EnrolmentLooks.Of(seating.State).Label}{(seating.Place is { } place ? $"第 {place} 位" : "")}。"
            : $"{Input.Name} 早已报名，没有重复登记。";
        return Redirect($"/console/classes/{Uri.EscapeDataString(ClassNo)}/enrolments");
    }

    private AdmissionQuery Query(int page, int size) => new(
        EnrolmentLooks.States.Any(s => s.Name == State) ? State : null, string.IsNullOrWhiteSpace(Text) ? null : Text, Sort, page, size);

    private void RefuseWithout(string permission)
    {
        if (!user.Has(permission))
        {
            throw new Refusal("permission_missing", "您没有办理报名与录取的权限，请联系管理员。") { Status = 403 };
        }
    }
}

/// <summary>Short form.</summary>
internal static class QueryStrings
{
    /// <summary>The query without one key.</summary>
    public static string Remove(this Microsoft.AspNetCore.Http.QueryString query, string key)
    {
        var pairs = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query.Value).Where(p => p.Key != key)
            .SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v)));
        return Microsoft.AspNetCore.Http.QueryString.Create(pairs).Value ?? "";
    }
}
