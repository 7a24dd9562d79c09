using CEBase.Catalogue.Safety;
using CEBase.Catalogue.Teaching;

namespace CEBase.Catalogue.Archives.Sources;

/// <summary>The filed teaching plan, the materials the class uses, and its safety records.</summary>
internal sealed class TeachingSource(TeachingPlanRepository plans, MaterialRepository teaching, SafetyRepository safety) : IArchiveSource
{
    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var plan = await plans.FiledOfAsync(db, card.Id);
        var materials = await teaching.OfClassAsync(db, card.CourseId, card.Id);
        var checks = await safety.ItemsAsync(db, card.Id, card.IsOnline);
        var records = await safety.RecordsAsync(db, card.Id);
        var home = CatalogueAddresses.Class(card.ClassNo);
        return
        [
            new ArchiveItem("teaching.plan", plan is not null, home + "/plan")
            {
                Detail = plan is null ? "教学计划还没有备案" : $"第 {plan.Number} 版",
                Contents = plan is null ? [] :
                [
                    ArchiveContent.Table($"{card.ClassNo} 教学计划.csv", ["日期", "时间", "学时", "内容", "目标", "提纲", "教学方式", "考核方式"], s => PlanAsync(s, plan.Id)),
                    ArchiveContent.Sheet($"{card.ClassNo} 教学计划说明.html", $"{card.Name} 教学计划第 {plan.Number} 版",
                        _ => Task.FromResult<IEnumerable<(string, string)>>([("教学目标", plan.Objectives), ("备案", $"{plan.FiledByName} {plan.FiledAt?.InTable()}")])),
                ],
            },
            new ArchiveItem("teaching.materials", materials.Count > 0, home + "/materials")
            {
                Detail = materials.Count > 0 ? $"{materials.Count} 种" : "没有登记讲义和资料",
                Contents =
                [
                    ArchiveContent.Table($"{card.ClassNo} 教学资料清单.csv", ["课次内容", "类别", "名称", "作者", "版本", "出处", "最近审阅"],
                        _ => Task.FromResult<IEnumerable<IReadOnlyList<object?>>>(materials.Select(m => (object?[])[m.SessionTopic, m.KindLabel, m.Title, m.Author, m.CurrentNo, m.Reference, m.ReviewedOn]))),
                    .. materials.Where(m => m.FileHash is not null).Select(m => ArchiveContent.Stored(m.FileName, m.FileHash!)),
                ],
            },
            Safety(card, checks, records, home),
        ];
    }

    private static ArchiveItem Safety(ClassCard card, IReadOnlyList<SafetyItem> checks, IReadOnlyList<SafetyRecord> records, string home)
    {
        var open = checks.Count(c => c.Outcome is null);
        var hasPlan = records.Any(r => r.Kind == SafetyKinds.EmergencyPlan);
        return new ArchiveItem("resources.safety", checks.Count > 0 && open == 0 && hasPlan, home + "/safety")
        {
            Detail = open > 0 ? $"清单还有 {open} 项" : hasPlan ? $"清单 {checks.Count} 项，记录 {records.Count} 条" : "没有应急预案",
            Contents =
            [
                ArchiveContent.Table($"{card.ClassNo} 安全检查清单.csv", ["方面", "检查内容", "结果", "检查人", "日期", "说明"],
                    _ => Task.FromResult<IEnumerable<IReadOnlyList<object?>>>(checks.Select(c => (object?[])[c.Area, c.Text, SafetyService.Label(c.Outcome), c.CheckedBy, c.CheckedOn, c.Note]))),
                ArchiveContent.Table($"{card.ClassNo} 应急预案与安全记录.csv", ["类别", "日期", "人员", "内容", "说明", "人数", "附件"],
                    _ => Task.FromResult<IEnumerable<IReadOnlyList<object?>>>(records.Select(r => (object?[])[SafetyKinds.Find(r.Kind)?.Label ?? r.Kind, r.Day, r.Person, r.Body, r.Detail, r.People, r.FileName]))),
                .. records.Where(r => r.FileHash is not null).Select(r => ArchiveContent.Stored(r.FileName, r.FileHash!)),
            ],
        };
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> PlanAsync(DbScope db, long planId) => (await plans.SessionsAsync(db, planId)).Select(s =>
        (object?[])[s.Day, $"{s.StartsAt:HH\\:mm}–{s.EndsAt:HH\\:mm}", s.Hours.Hours, s.Topic, s.Objectives, s.Outline, s.Method, s.Assessment]);

}
