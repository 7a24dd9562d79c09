using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Courses;
using CEBase.Catalogue.Safety;

namespace CEBase.Catalogue.Teaching;

/// <summary>
/// Recipe step <c>{ "name": "demo-teaching", "incompleteSafety": ["016"] }</c>: files teaching plans, registers materials and keeps safety records for the
/// classes that are there and have come far enough, as the steps of the console would have left them. A class that has a plan stays as it is.
/// </summary>
internal sealed class DemoTeachingStep(ClassRepository classes, CourseRepository courseRows, TeachingPlanRepository plans, MaterialRepository materials, SafetyRepository safety, Trace trace, TimeProvider clock) : IRecipeStep
{
    private const string Staff = "基地工作人员";
    private static readonly string[] Begun = [ClassStates.Running, ClassStates.Ended, ClassStates.Closed, ClassStates.Archived];

    public string Name => "demo-teaching";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var incomplete = step.TryGetProperty("incompleteSafety", out var numbers) ? numbers.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
        var courses = (await courseRows.AllAsync(db)).ToDictionary(c => c.Id);
        var rows = await db.QueryAsync<ClassRow>($"{ClassRepository.SelectRow} WHERE c.state NOT IN ('draft', 'planned', 'cancelled') AND NOT EXISTS (SELECT 1 FROM teaching_plan p WHERE p.class_id = c.id) ORDER BY c.class_no");
        foreach (var row in rows)
        {
            await FileAsync(db, row, courses[row.CourseId]);
            await RegisterAsync(db, row, courses[row.CourseId]);
            if (row.State == ClassStates.Ready || Begun.Contains(row.State))
            {
                await SecureAsync(db, row, incomplete.Contains(row.ClassNo[^3..]) ? 2 : 0);
            }
        }
    }

    private async Task FileAsync(DbScope db, ClassRow row, Course course)
    {
        var at = Earlier(row.EnrolFrom.AddDays(-3)).At(new TimeOnly(10, 30));
        var id = await db.InsertAsync("""
            INSERT INTO teaching_plan (class_id, number, state, objectives, created_at, filed_at, filed_by_name, version) VALUES (@ClassId, 1, @Filed, @Objectives, @at, @at, @Staff, 1)
            """, new { ClassId = row.Id, TeachingPlan.Filed, course.Objectives, at, Staff });
        var lines = TeachingPlanService.Prefill(row, course, [], await classes.SessionsAsync(db, row.Id));
        await plans.InsertAsync(db, id, lines.Select(l => l with { Assessment = "课堂提问与随堂练习" }));
        await trace.AppendAsync(db, new TraceEntry(TeachingPlan.RecordType, id, "recipe") { To = TeachingPlan.Filed }, SystemUser.Instance);
    }

    private async Task RegisterAsync(DbScope db, ClassRow row, Course course)
    {
        if (await db.ScalarAsync<long>("SELECT count(*) FROM teaching_material WHERE course_id = @CourseId", new { row.CourseId }) > 0)
        {
            return;
        }
        foreach (var (kind, title, reference) in new[] { ("notes", $"{course.Name}讲义", "基地自编，班级群与资料室均可取用"), ("exercise", $"{course.Name}案例与练习", "基地案例库") })
        {
            var id = await materials.InsertAsync(db, row.CourseId, null, new NewMaterial { Kind = kind, Title = title, Author = "基地课程组" }, clock.Today().AddDays(-30 - (int)(row.CourseId % 90)));
            await materials.AddVersionAsync(db, id, 1, reference, "首版", null, clock.GetUtcNow(), Staff);
        }
    }

    private async Task SecureAsync(DbScope db, ClassRow row, int open)
    {
        var day = Earlier(row.StartsOn.AddDays(-2));
        var items = await safety.ItemsAsync(db, row.Id, row.IsOnline);
        foreach (var item in items.SkipLast(open))
        {
            await safety.PutAsync(db, row.Id, item with { Outcome = CheckOutcome.Done, CheckedBy = Staff, CheckedOn = day });
        }
        foreach (var (kind, body, detail) in Records(row))
        {
            await safety.InsertAsync(db, row.Id, new SafetyRecord { Kind = kind, Day = day, Person = Staff, Body = body, Detail = detail, RecordedAt = day.At(new TimeOnly(16, 0)), RecordedByName = Staff }, null);
        }
    }

    private static (string Kind, string Body, string Detail)[] Records(ClassRow row) =>
    [
        (SafetyKinds.EmergencyPlan, row.IsOnline
            ? "直播中断时十分钟内切换备用直播间；出现违规内容立即停播并报告网络管理员。"
            : "火情按疏散路线撤到楼前空地清点人数；学员突发疾病先呼叫校医院，再由班主任陪同送医；食物中毒立即停餐并留样。", "班主任值班电话 029-00000001，学校保卫处 029-00000002"),
        (SafetyKinds.Education, row.IsOnline ? "讲网络安全、个人信息保护和直播间纪律。" : "讲消防疏散、饮食和外出安全，现场走一遍疏散路线。", "开班式上签到确认"),
        (SafetyKinds.Handbook, "日程与纪律、地点与交通、食宿与就医、联系人。", row.IsOnline ? "随开课通知发到学员邮箱" : "报到时每人一册"),
    ];

    private DateOnly Earlier(DateOnly day) => day < clock.Today() ? day : clock.Today().AddDays(-1);
}
