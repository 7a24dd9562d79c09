using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using Microsoft.AspNetCore.Html;

namespace CEBase.Enrollment.Admissions;

/// <summary>A line of the list of a class's enrolments.</summary>
internal sealed record AdmissionRow
{
    public long Id { get; init; }
    public string State { get; init; } = "";
    public string Source { get; init; } = "";
    public string Name { get; init; } = "";
    public string Sex { get; init; } = "";
    public string NumberMasked { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Title { get; init; } = "";
    public string? Phone { get; init; }
    public long? GroupApplicationId { get; init; }
    public string? GroupLabel { get; init; }
    public DateTimeOffset AppliedAt { get; init; }
}

/// <summary>学员: who applied to a class, where they stand, and what staff do about it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassEnrolmentsModel(
    ListServices services, IClassDirectory classes, AdmissionService admission, EnrolmentRepository enrolments, SeatPool pool, SeatAvailability availability) : ListPage<AdmissionRow>(services), IFormPage
{
    private const string NotAllowed = "您没有办理报名与录取的权限，请联系管理员。";

    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";
    [BindProperty] public NewPerson Input { get; set; } = new();

    public ClassCard Class { get; private set; } = new();
    public SeatCount Seats { get; private set; } = new(0, 0, 0);
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();
    public IReadOnlyList<GroupRow> Groups { get; private set; } = [];
    public bool CanManage => CurrentUser.Has(Permissions.Manage);
    public bool CanImport => CurrentUser.Has(Permissions.ImportRosters) && Class.State is ClassStates.Open or ClassStates.Ready;
    public bool CanEnrol => CanManage && Class.State is ClassStates.Open or ClassStates.Ready;

    public Task LoadAsync() => OnGetAsync(HttpContext.RequestAborted);

    protected override async Task<ListQuery<AdmissionRow>> DescribeAsync(DbScope db)
    {
        Class = await classes.OfNumberAsync(db, ClassNo);
        // The waiting list is shown in its own order.
        var order = Request.Query["state"] == EnrolmentStates.Waitlisted ? "e.turn, e.id" : "e.applied_at DESC, e.id DESC";
        return new ListQuery<AdmissionRow>("学员名册", """
            SELECT e.id, e.state, e.source, e.group_application_id, e.applied_at, g.label AS group_label, l.name, l.sex, l.number_masked, l.employer, l.title, l.phone
            FROM enrolment e JOIN learner l ON l.id = e.learner_id LEFT JOIN seat_group g ON g.quota_id = e.quota_id
            """, order)
        {
            Where = "e.class_id = @ClassId AND e.state <> @Started",
            Values = new Dictionary<string, object?> { ["ClassId"] = Class.Id, ["Started"] = TransientStates.Started },
            Search = new ListSearch("姓名或单位", "l.name", "l.employer"),
            Filters = [ListFilter.States(EnrolmentLooks.States, "e.state")],
            Columns =
            [
                .. new[] { new ListColumn<AdmissionRow>("选择", Tick) { NotExported = true } }.Where(_ => CanManage),
                new("姓名", r => r.Name) { Sort = ("name", "l.name"), Link = r => EnrollmentAddresses.Enrolment(r.Id), Place = CellPlace.Head },
                new("性别", r => Sexes.Label(r.Sex)) { OnlyExported = true },
                new("证件号码", r => r.NumberMasked),
                new("工作单位", r => r.Employer) { Sort = ("employer", "l.employer"), IsText = true },
                new("职务", r => r.Title),
                new("手机号", r => r.Phone is null ? "" : Masking.Phone(r.Phone)) { OnlyExported = true },
                new("状态", r => EnrolmentLooks.Of(r.State)),
                new("分组", r => $"{r.GroupLabel}{(r.GroupApplicationId is null ? "" : $" 集体报名 {r.GroupApplicationId} 号")}"),
                new("来源", r => Sources.Label(r.Source)),
                new("报名时间", r => r.AppliedAt) { Sort = ("applied", "e.applied_at") },
            ],
            Size = 50,
            Unit = "人",
            FileName = $"{Class.ClassNo}-学员名册",
        };
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        Seats = (await availability.OfAsync(db, [Class.Id]))[Class.Id];
        Counts = await enrolments.CountsAsync(db, Class.Id);
        Groups = await pool.GroupsAsync(db, Class.Id);
    }

    public async Task<IActionResult> OnPostBulkAsync([FromForm] long[] ids, [FromForm] string? step, [FromForm] string? comment)
    {
        CurrentUser.Demand(Permissions.Manage, NotAllowed);
        var outcome = await Database.WriteAsync(async db => await admission.TakeAllAsync(db, (await classes.OfNumberAsync(db, ClassNo)).Id, ids, step ?? "", comment, CurrentUser));
        if (outcome.Done > 0)
        {
            TempData["Done"] = $"已办理 {outcome.Done} 人。";
        }
        if (outcome.Refused.Count > 0)
        {
            TempData["Warn"] = $"{outcome.Refused.Count} 人没有办成。" + string.Join(" ", outcome.Refused.Take(5)) + (outcome.Refused.Count > 5 ? " 其余情况相似，请到记录页查看。" : "");
        }
        return Redirect(AddressOf(null));
    }

    public async Task<IActionResult> OnPostEnrolAsync()
    {
        CurrentUser.Demand(Permissions.Manage, NotAllowed);
        var seating = await Database.WriteAsync(async db => await admission.EnrolAsync(db, await classes.OfNumberAsync(db, ClassNo), Input, CurrentUser));
        TempData["Done"] = seating.IsNew
            ? $"{Input.Name} 已报名：{EnrolmentLooks.Of(seating.State).Label}{(seating.Place is { } place ? $"第 {place} 位" : "")}。"
            : $"{Input.Name} 早已报名，没有重复登记。";
        return Redirect(EnrollmentAddresses.OfClass(ClassNo));
    }

    /// <summary>This view of the list, or what is done with it.</summary>
    public string AddressOf(string? handler) => (Request.PathBase + Request.Path)
        + QueryString.Create(Request.Query.Where(p => p.Key != "handler").Append(new("handler", handler)).Where(p => !string.IsNullOrEmpty(p.Value)));

    /// <summary>Belongs to the form below the list.</summary>
    private static IHtmlContent Tick(AdmissionRow row) => new HtmlContentBuilder()
        .AppendHtml($"<input type=\"checkbox\" class=\"form-check-input\" form=\"bulk\" name=\"ids\" value=\"{row.Id}\" aria-label=\"选择 ").Append(row.Name).AppendHtml("\">");
}
