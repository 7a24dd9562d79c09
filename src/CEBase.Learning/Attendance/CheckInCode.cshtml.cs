namespace CEBase.Learning.Attendance;

/// <summary>签到码: shown on the screen of the room, another one each minute.</summary>
[RequirePermission(Permissions.Take)]
internal sealed class CheckInCodeModel(
    IDatabase database, IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, CheckInService checkIns, ICurrentUser user) : PageModel
{
    [FromRoute] public string No { get; set; } = "";
    [FromRoute] public long SessionId { get; set; }

    public ClassLesson Taught { get; private set; } = null!;
    public ShownCode Code { get; private set; } = null!;
    public QrDrawing Qr { get; private set; } = null!;
    public int Arrived { get; private set; }
    public int Roster { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync();
        // The page renews itself also where scripts don't run, a moment after the code has changed.
        Response.Headers["Refresh"] = (Code.SecondsLeft + 1).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The part that htmx asks for every few seconds.</summary>
    public async Task<IActionResult> OnGetLiveAsync()
    {
        await LoadAsync();
        return Partial("/Attendance/_CheckInCode.cshtml", this);
    }

    private async Task LoadAsync()
    {
        Response.Headers.CacheControl = "no-store";
        await database.ReadAsync(async db =>
        {
            Taught = await classes.SessionOfAsync(db, No, SessionId);
            Roster = (await enrolments.OfClassAsync(db, Taught.Class.Id)).Count;
            Arrived = (await register.MarksAsync(db, SessionId)).Count(m => m.State.WasThere());
        });
        user.Demand(ClassAccess.MayManage(Taught.Class, user), "这不是您担任班主任的班，不能显示签到码。");
        Code = await checkIns.ShowAsync(Taught);
        Qr = QrDrawing.Of($"{Request.Scheme}://{Request.Host}{Request.PathBase}/check-in?s={SessionId}&c={Code.Long}");
    }
}
