using CEBase.Instructors.Titles;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Instructors.Registry;

/// <summary>An instructor's record page.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorRecordModel(IDatabase database, InstructorService service, Trace trace, ICurrentUser user) : PageModel
{
    /// <summary>Acts of this record.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "登记", ["suspend"] = "停止排课", ["resume"] = "恢复排课" };

    [FromRoute] public string Number { get; set; } = "";

    public Instructor Instructor { get; private set; } = null!;
    public IReadOnlyList<Finding> Findings { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];
    public bool MayEdit => user.Has(Permissions.Manage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async session =>
    {
        Instructor = await service.FindAsync(session, Number) ?? throw Refusal.NotFound($"师资库没有编号为 {Number} 的教师。");
        var unknown = (await TitlesStep.ReadTableAsync(session)).Read(Instructor.Title).Unknown;
        Findings = unknown.Count == 0 ? [] : [Finding.Review("title.unknown", $"职称表里没有“{string.Join("、", unknown)}”，级别没有据此认定。请核对证书后改正，或请管理员把它收入职称表。")];
        History = await trace.OfAsync(session, InstructorService.RecordType, Instructor.Id);
        return 0;
    }, cancel);
}
