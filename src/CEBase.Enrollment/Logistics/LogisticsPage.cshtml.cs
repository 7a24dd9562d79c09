using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Logistics;

/// <summary>食宿: what a class asks, who arrives when, the room sheet, meals and emergency contacts. Only for those who run the class.</summary>
[RequirePermission(Permissions.Logistics)]
internal sealed class LogisticsPageModel(IDatabase database, IClassDirectory classes, LogisticsService logistics, LogisticsRepository repository, Trace trace, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";
    [BindProperty] public LogisticsSetting Input { get; set; } = new();

    public ClassCard Class { get; private set; } = new();
    public LogisticsSetting Setting { get; private set; } = new();
    public IReadOnlyList<Stay> Stays { get; private set; } = [];
    public IReadOnlyList<LodgingRoom> Rooms { get; private set; } = [];
    public ILookup<long, Stay> Inside { get; private set; } = Array.Empty<Stay>().ToLookup(s => s.EnrolmentId);
    public bool MayEdit => RosterAccess.MayChange(Class, user);
    public IEnumerable<Stay> Waiting => Stays.Where(s => s.NeedsLodging && s.RoomId is null);

    /// <summary>Room by room, then who waits for one.</summary>
    public IEnumerable<Stay> Sheet => Rooms.SelectMany(r => Inside[r.Id].OrderBy(s => s.Bed)).Concat(Waiting);

    public LodgingRoom? RoomOf(Stay stay) => Rooms.FirstOrDefault(r => r.Id == stay.RoomId);

    /// <summary>The contact that was just revealed.</summary>
    public (long EnrolmentId, string Name, string Phone)? Revealed { get; private set; }

    /// <summary>Dietary needs with how many have each.</summary>
    public IReadOnlyList<(string Diet, IReadOnlyList<string> Names)> Diets { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = Setting;
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Response.Headers.CacheControl = "no-store";
        Class = await classes.OfNumberAsync(db, ClassNo);
        user.Demand(RosterAccess.MaySee(Class, user), "食宿安排只给基地工作人员和本班班主任看。");
        Setting = await repository.SettingAsync(db, Class.Id);
        Stays = await repository.StaysAsync(db, Class.Id);
        Rooms = await repository.RoomsAsync(db, Class.Id);
        Inside = Stays.Where(s => s.RoomId is not null).ToLookup(s => s.RoomId!.Value);
        Diets = await logistics.DietsAsync(db, Stays);
    });

    public Task<IActionResult> OnPostSetAsync() => DoAsync(async db =>
    {
        await logistics.SetAsync(db, ClassNo, Input, user);
        return "设置已保存。";
    });

    public Task<IActionResult> OnPostProposeAsync([FromForm] bool again) => DoAsync(async db => $"已为 {await logistics.ProposeAsync(db, ClassNo, again, user)} 人安排床位，请核对后调整。");

    public Task<IActionResult> OnPostMoveAsync([FromForm] long enrolment, [FromForm] long room) => DoAsync(async db =>
    {
        await logistics.MoveAsync(db, ClassNo, enrolment, room < 0 ? null : room, user);
        return "已调整。";
    });

    public Task<IActionResult> OnPostRenameAsync([FromForm] long room, [FromForm] string? label) => DoAsync(async db =>
    {
        await logistics.RenameAsync(db, ClassNo, room, label ?? "", user);
        return "房间号已保存。";
    });

    /// <summary>Shows the whole number once; the look is traced.</summary>
    public async Task<IActionResult> OnPostRevealAsync([FromForm] long enrolment)
    {
        ModelState.Clear();
        var (name, phone) = await database.WriteAsync(db => logistics.RevealContactAsync(db, ClassNo, enrolment, user));
        await OnGetAsync();
        Revealed = (enrolment, name, phone);
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync()
    {
        await LoadAsync();
        await database.WriteAsync(db => trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, Class.Id, "logistics_exported"), user));
        return File(LogisticsExport.Write(Class, Setting, Stays, Diets, user.DisplayName, clock.Today()), Platform.Exports.Workbook.MediaType, $"{ClassNo}-食宿安排.xlsx");
    }

    private async Task<IActionResult> DoAsync(Func<DbScope, Task<string>> work)
    {
        TempData["Done"] = await database.WriteAsync(work, HttpContext.RequestAborted);
        return Redirect(EnrollmentAddresses.Logistics(ClassNo));
    }
}
