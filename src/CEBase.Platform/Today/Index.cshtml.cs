using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Today;

/// <summary>The console's first page: what is due, waits for me, is stuck, has changed.</summary>
[RequirePermission(Permissions.ConsoleUse)]
public sealed class IndexModel(IServiceProvider services, TimeProvider clock) : PageModel
{
    /// <summary>The four kinds, in order.</summary>
    public IReadOnlyList<WorkSection> Sections { get; private set; } = [];

    /// <summary>Today in China.</summary>
    public DateOnly Today { get; } = clock.Today();

    /// <summary>The day in a sentence.</summary>
    public string Summary
    {
        get
        {
            var parts = Sections.Where(s => s.Kind != WorkKind.Changed && s.Count > 0).Select(s => s.Kind switch
            {
                WorkKind.Due => $"{s.Count} 件到期或快到期",
                WorkKind.Waiting => $"{s.Count} 件等您办理",
                _ => $"{s.Count} 件卡住了",
            }).ToList();
            return parts.Count == 0 ? "眼下没有要办的事项。" : $"{string.Join("，", parts)}。点开一行就是那条记录。";
        }
    }

    /// <summary>Reads the board.</summary>
    public async Task OnGetAsync() => Sections = await services.GetRequiredService<TodayBoard>().LookAsync(HttpContext.RequestAborted);

    /// <summary>How near a record's day is, or how long it has waited; and whether that is late.</summary>
    public (string? Word, bool IsLate) WhenOf(WorkKind kind, WorkRecord record)
    {
        if (record.Due is { } due)
        {
            return (due.DayNumber - Today.DayNumber) switch { < 0 and var days => ($"已过 {-days} 天", true), 0 => ("今天", false), 1 => ("明天", false), _ => (due.InTable(), false) };
        }
        if (record.Since is not { } since)
        {
            return (null, false);
        }
        var ago = Today.DayNumber - since.ChinaDay().DayNumber;
        return kind == WorkKind.Changed
            ? (ago switch { <= 0 => "今天", 1 => "昨天", _ => since.ChinaDay().InTable() }, false)
            : (ago <= 0 ? "今天" : $"等 {ago} 天", kind == WorkKind.Stuck && ago > 0);
    }

    /// <summary>Heading, icon, tone and the words for nothing.</summary>
    public static (string Title, string Icon, StateTone Tone, string Nothing) FaceOf(WorkKind kind) => kind switch
    {
        WorkKind.Due => ("到期", "calendar-due", StateTone.Stopped, "近期没有到期的事项。"),
        WorkKind.Waiting => ("待我办理", "inbox", StateTone.Waiting, "没有等您办理的事项。"),
        WorkKind.Stuck => ("卡住的", "hand-stop", StateTone.Stopped, "没有卡住的事项。"),
        _ => ("最近变化", "history", StateTone.Quiet, $"近 {RecentSteps.Days} 天里没有别人办过的环节。"),
    };
}
