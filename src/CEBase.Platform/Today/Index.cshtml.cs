using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Platform.Today;

/// <summary>The console's first page: what is due, waits for me, is stuck, has changed.</summary>
[RequirePermission(Permissions.ConsoleUse)]
public sealed class IndexModel(IServiceProvider services, TimeProvider clock) : PageModel
{
    /// <summary>The four kinds, in order.</summary>
    public IReadOnlyList<WorkSection> Sections { get; private set; } = [];

    /// <summary>Today in China.</summary>
    public DateOnly Today { get; } = clock.Today();

    /// <summary>Things that want doing: all but what has merely changed.</summary>
    public int Open => Sections.Where(s => s.Kind != WorkKind.Changed).Sum(s => s.Count);

    /// <summary>Reads the board.</summary>
    public async Task OnGetAsync() => Sections = await services.GetRequiredService<TodayBoard>().LookAsync(HttpContext.RequestAborted);

    /// <summary>Heading, icon, tone and the words for nothing.</summary>
    public static (string Title, string Icon, StateTone Tone, string Nothing) FaceOf(WorkKind kind) => kind switch
    {
        WorkKind.Due => ("到期", "calendar-due", StateTone.Stopped, "近期没有到期的事项。"),
        WorkKind.Waiting => ("待我办理", "inbox", StateTone.Waiting, "没有等您办理的事项。"),
        WorkKind.Stuck => ("卡住的", "hand-stop", StateTone.Stopped, "没有卡住的事项。"),
        _ => ("最近变化", "history", StateTone.Quiet, "最近没有变化。"),
    };
}
