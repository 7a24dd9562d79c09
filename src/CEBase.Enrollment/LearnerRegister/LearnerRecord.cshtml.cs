using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.MyLearning;
using CEBase.Enrollment.Privacy;

namespace CEBase.Enrollment.LearnerRegister;

/// <summary>One learner: facts masked, enrolments, history. The whole number is shown once, on a written reason, with a trace.</summary>
[RequirePermission(Permissions.ViewLearners)]
internal sealed class LearnerRecordModel(
    IDatabase database, LearnerStore learners, OwnEnrolments enrolments, PrivacyNotices notices, ITitles titles, Trace trace, ICurrentUser user, TimeProvider clock) : PageModel, IFormPage
{
    [FromRoute(Name = "id")]
    public long Id { get; set; }

    [BindProperty]
    public ProfileForm Input { get; set; } = new();

    public Learner Learner { get; private set; } = new();
    public IReadOnlyList<OwnEnrolment> Enrolments { get; private set; } = [];
    public IReadOnlyList<Consent> Consents { get; private set; } = [];
    public IReadOnlyList<TraceLine> History { get; private set; } = [];

    /// <summary>The whole number, in the answer to a reveal only.</summary>
    public string? Number { get; private set; }

    public bool CanReveal => user.Has(Permissions.Reveal);
    public bool CanManage => user.Has(Permissions.ManageLearners);

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = ProfileForm.Of(Learner);
    }

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        Learner = await FindAsync(db);
        Enrolments = await enrolments.AllAsync(db, Id);
        Consents = await notices.OfAsync(db, Id);
        History = await trace.OfAsync(db, LearnerTraces.RecordType, Id);
        return 0;
    });

    public async Task<IActionResult> OnPostRevealAsync([FromForm] string? reason)
    {
        RefuseWithout(Permissions.Reveal, "您没有查看完整证件号码的权限，请联系管理员。");
        var why = RequireReason(reason, "查看完整证件号码须写明理由，会留下痕迹。");
        Number = await database.WriteAsync(async db =>
        {
            var learner = await FindAsync(db);
            await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, Id, LearnerTraces.Revealed) { Comment = why }, user);
            return await learners.RevealAsync(db, learner.Id);
        });
        Response.Headers.CacheControl = "no-store";
        await OnGetAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostChangeAsync()
    {
        RefuseWithout(Permissions.ManageLearners, "您没有维护学员资料的权限，请联系管理员。");
        await database.WriteAsync(async db =>
        {
            var learner = await FindAsync(db);
            var changed = Input.Onto(learner, await titles.TableAsync(db));
            if (changed != learner)
            {
                await learners.UpdateAsync(db, changed);
                await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, Id, LearnerTraces.Changed), user);
            }
        });
        TempData["Done"] = "资料已保存。";
        return RedirectToPage(new { id = Id });
    }

    /// <summary>On the learner's request: contact data go, what the archive must keep stays and serves the archive only.</summary>
    public async Task<IActionResult> OnPostRestrictAsync([FromForm] string? reason)
    {
        RefuseWithout(Permissions.ManageLearners, "您没有维护学员资料的权限，请联系管理员。");
        var why = RequireReason(reason, "限制处理须写明依据，如学员申请的日期。");
        await database.WriteAsync(async db =>
        {
            var learner = await FindAsync(db);
            if (learner.RestrictedAt is null)
            {
                await learners.UpdateAsync(db, learner with { Phone = null, Email = null, RestrictedAt = clock.GetUtcNow() });
                await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, Id, LearnerTraces.Restricted) { Comment = why }, user);
            }
        });
        TempData["Done"] = "已限制处理：联系方式已清除，学习档案只作存储。";
        return RedirectToPage(new { id = Id });
    }

    private async Task<Learner> FindAsync(DbScope db) => await learners.FindAsync(db, Id) ?? throw Refusal.NotFound("没有找到这名学员。");

    private void RefuseWithout(string permission, string sentence)
    {
        if (!user.Has(permission))
        {
            throw new Refusal("permission_missing", sentence) { Status = 403 };
        }
    }

    private static string RequireReason(string? reason, string sentence) =>
        TextFold.Of(reason, Keep.Words) is { Length: >= 2 } why ? why : throw new Refusal("reason_missing", sentence) { Field = "reason" };
}
