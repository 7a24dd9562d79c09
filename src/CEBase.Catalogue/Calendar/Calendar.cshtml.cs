using Microsoft.AspNetCore.Http.Extensions;

namespace CEBase.Catalogue.Calendar;

/// <summary>教学日历: a week or a month of sessions, rooms or instructors, with the clashes. The address holds the view.</summary>
[RequirePermission(Permissions.View)]
internal sealed class CalendarModel(IDatabase database, TeachingCalendar calendar, TimeProvider clock) : PageModel
{
    public const string Week = "week";
    public const string Month = "month";

    /// <summary>A row with its cells, one a day shown.</summary>
    public sealed record Row(string Label, IReadOnlyList<IReadOnlyList<CalendarEntry>> Cells);

    [FromQuery] public string? View { get; set; }
    [FromQuery] public string? Day { get; set; }
    [FromQuery] public string? By { get; set; }
    [FromQuery] public string? Room { get; set; }
    [FromQuery] public string? Instructor { get; set; }
    [FromQuery] public string? Class { get; set; }
    [FromQuery] public string? Clash { get; set; }

    public DateOnly Today { get; } = clock.Today();
    public DateOnly Shown { get; private set; }
    public IReadOnlyList<DateOnly> Days { get; private set; } = [];
    public IReadOnlyList<CalendarEntry> Entries { get; private set; } = [];
    public IReadOnlyList<Row> Rows { get; private set; } = [];
    public IReadOnlyList<Finding> Clashes { get; private set; } = [];
    public IReadOnlyList<string> Rooms { get; private set; } = [];
    public IReadOnlyList<(string Number, string Name)> Instructors { get; private set; } = [];
    public IReadOnlyList<(string No, string Name)> Classes { get; private set; } = [];

    public bool IsMonth => View == Month;

    public CalendarRows RowsBy => By switch { "room" => CalendarRows.Room, "instructor" => CalendarRows.Instructor, _ => CalendarRows.Session };

    /// <summary>Weeks of the month's grid, whole ones.</summary>
    public IEnumerable<IReadOnlyList<DateOnly>> Weeks => Days.Chunk(7);

    public string Period => IsMonth ? $"{Shown.Year} 年 {Shown.Month} 月" : $"{Days[0].InText()} 至 {Days[^1].Month} 月 {Days[^1].Day} 日";

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Shown = DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2100 ? day : Today;
        Days = DaysShown();
        var all = await calendar.ReadAsync(db, Days[0], Days[^1]);
        Rooms = [.. all.Select(e => e.Place).Distinct().Order(StringComparer.Ordinal)];
        Instructors = [.. all.Where(e => e.TeacherNumber.Length > 0).Select(e => (e.TeacherNumber, e.Teacher)).Distinct().OrderBy(t => t.TeacherNumber, StringComparer.Ordinal)];
        Classes = [.. all.Select(e => (e.Session.ClassNo, e.Session.ClassName)).Distinct().OrderBy(c => c.ClassNo, StringComparer.Ordinal)];
        Entries = [.. all.Where(e => Fits(Room, e.Place) && Fits(Instructor, e.TeacherNumber) && Fits(Class, e.Session.ClassNo) && (Clash != "1" || e.Clashes.Count > 0))];
        Clashes = [.. Entries.SelectMany(e => e.Clashes.Select(c => c with { Sentence = $"{e.Session.ClassNo} 班“{e.Session.Topic}”：{c.Sentence}", Remedy = $"/console/classes/{e.Session.ClassNo}/timetable" }))
            .OrderByDescending(c => c.Severity)];
        Rows = Arrange();
        return 0;
    }, cancel);

    public IEnumerable<CalendarEntry> On(DateOnly day) => Entries.Where(e => e.Session.Day == day);

    public static string Weekday(DateOnly day) => "周" + "日一二三四五六"[(int)day.DayOfWeek];

    /// <summary>This view with something changed.</summary>
    public string Address(string? view = null, DateOnly? day = null, string? by = null)
    {
        var query = new QueryBuilder();
        foreach (var (key, value) in new[]
        {
            ("view", view ?? (IsMonth ? Month : Week)), ("day", (day ?? Shown).InTable()), ("by", by ?? By), ("room", Room), ("instructor", Instructor), ("class", Class), ("clash", Clash),
        })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(key, value);
            }
        }
        return $"{CatalogueAddresses.Calendar}{query.ToQueryString()}";
    }

    public DateOnly Before => IsMonth ? new DateOnly(Shown.Year, Shown.Month, 1).AddMonths(-1) : Shown.AddDays(-7);

    public DateOnly After => IsMonth ? new DateOnly(Shown.Year, Shown.Month, 1).AddMonths(1) : Shown.AddDays(7);

    /// <summary>How busy a cell is, in four grades.</summary>
    public static int Heat(int sessions) => Math.Min(4, sessions);

    private IReadOnlyList<DateOnly> DaysShown()
    {
        if (IsMonth && RowsBy != CalendarRows.Session)
        {
            return [.. Enumerable.Range(1, DateTime.DaysInMonth(Shown.Year, Shown.Month)).Select(d => new DateOnly(Shown.Year, Shown.Month, d))];
        }
        var first = Monday(IsMonth ? new DateOnly(Shown.Year, Shown.Month, 1) : Shown);
        var last = IsMonth ? Monday(new DateOnly(Shown.Year, Shown.Month, 1).AddMonths(1).AddDays(-1)).AddDays(6) : first.AddDays(6);
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays)];
    }

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private IReadOnlyList<Row> Arrange()
    {
        var rows = Entries.GroupBy(e => e.RowOf(RowsBy));
        var ordered = RowsBy == CalendarRows.Session ? rows.OrderBy(r => Array.IndexOf(["上午", "下午", "晚上"], r.Key)) : rows.OrderBy(r => r.Key, StringComparer.Ordinal);
        return [.. ordered.Select(r => new Row(r.Key, [.. Days.Select(d => (IReadOnlyList<CalendarEntry>)[.. r.Where(e => e.Session.Day == d)])]))];
    }

    private static bool Fits(string? wanted, string has) => string.IsNullOrEmpty(wanted) || wanted == has;
}
