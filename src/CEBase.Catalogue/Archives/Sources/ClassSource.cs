using CEBase.Catalogue.Classes;
using CEBase.Catalogue.Closing;

namespace CEBase.Catalogue.Archives.Sources;

/// <summary>What the catalogue itself holds: facts, timetable, arrangements, traces.</summary>
internal sealed class ClassSource(ClassRepository classes, Trace trace, IEnumerable<TraceAct> acts) : IArchiveSource
{
    private readonly Dictionary<string, string> _acts = acts.GroupBy(a => a.Name).ToDictionary(g => g.Key, g => g.First().Label);

    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var row = (await classes.RowAsync(db, card.Id))!;
        var sessions = await classes.SessionsAsync(db, card.Id);
        var passed = (await trace.OfAsync(db, ClassStates.RecordType, card.Id)).Where(l => ReviewsOf(l).Any()).ToList();
        var home = CatalogueAddresses.Class(card.ClassNo);
        return
        [
            new ArchiveItem("planning.class", true, home) { Contents = [ArchiveContent.Sheet($"{card.ClassNo} 班级基本情况.html", $"{card.ClassNo} {card.Name}", _ => Task.FromResult(Facts(row)))] },
            new ArchiveItem("teaching.timetable", sessions.Count > 0, home + "/timetable")
            {
                Detail = $"{sessions.Count} 次课",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 课程表.csv", ["日期", "开始", "结束", "学时", "内容", "教室"],
                    _ => Task.FromResult<IEnumerable<IReadOnlyList<object?>>>(sessions.Select(s => (object?[])[s.Day, $"{s.StartsAt:HH\\:mm}", $"{s.EndsAt:HH\\:mm}", s.Hours.Hours, s.Topic, s.Room])))],
            },
            new ArchiveItem("resources.logistics", row.Board.Length > 0 && row.Lodging.Length > 0, home + "/edit")
            {
                Detail = row.Board.Length == 0 ? "没有写明用餐安排" : row.Lodging.Length == 0 ? "没有写明住宿安排" : "",
                Contents = [ArchiveContent.Sheet($"{card.ClassNo} 场地与食宿.html", $"{card.Name} 场地与食宿安排",
                    _ => Task.FromResult<IEnumerable<(string, string)>>([("地点", $"{row.City}{row.Venue}"), ("用餐", row.Board), ("住宿", row.Lodging)]))],
            },
            new ArchiveItem("archive.traces", true, home) { Contents = [ArchiveContent.Table($"{card.ClassNo} 办理痕迹.csv", ["时间", "经办人", "环节", "变动前", "变动后", "意见", "说明"], s => TracesAsync(s, card.Id))] },
            new ArchiveItem("supervision.exceptions", passed.Count > 0, home)
            {
                Detail = passed.Count > 0 ? $"{passed.Count} 次" : "",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 附理由放行的意见.csv", ["时间", "经办人", "环节", "意见", "理由"],
                    _ => Task.FromResult<IEnumerable<IReadOnlyList<object?>>>(passed.SelectMany(l => ReviewsOf(l).Select(f => (object?[])[l.At, l.ActorName, ActOf(l.Step), f.Sentence, l.Comment]))))],
            },
        ];
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> TracesAsync(DbScope db, long classId)
    {
        var lines = (await trace.OfAsync(db, ClassStates.RecordType, classId)).Concat(await trace.OfAsync(db, SummaryWorkflow.RecordType, classId));
        return lines.OrderBy(l => l.Id).Select(l => (object?[])
            [l.At, l.ActorName, ActOf(l.Step), StateOf(l.FromState), StateOf(l.ToState), string.Join("；", Trace.FindingsOf(l).Select(f => f.Sentence)), l.Comment]);
    }

    private static IEnumerable<Finding> ReviewsOf(TraceLine line) => Trace.FindingsOf(line).Where(f => f.Severity == Severity.Review);

    private string ActOf(string step) => ClassWorkflow.Life.Steps.Concat(SummaryWorkflow.Life.Steps).FirstOrDefault(s => s.Name == step)?.Label ?? _acts.GetValueOrDefault(step, step);

    private string StateOf(string state) => ClassWorkflow.Life.States.Concat(SummaryWorkflow.Life.States).FirstOrDefault(s => s.Name == state)?.Label ?? state;

    private static IEnumerable<(string Label, string Text)> Facts(ClassRow c) =>
    [
        ("班号", c.ClassNo), ("名称", c.Name), ("课程", c.CourseName), ("科目", c.Subject.Label()), ("办班形式", ProjectWords.Forms.LabelOf(c.Form)),
        ("任务类型", ProjectWords.Tasks.LabelOf(c.Task)), ("经费方式", c.Funding.Label()), ("每人收费", $"{c.Fee} 元"), ("费用说明", c.WhoPays),
        ("班期", $"{c.StartsOn.InTable()} 至 {c.EndsOn.InTable()}"), ("报名", $"{c.EnrolFrom.InTable()} 至 {c.EnrolUntil.InTable()}"),
        (c.IsOnline ? "平台" : "地点", c.IsOnline ? c.Venue : $"{c.City}，{c.Venue}"), ("学时", c.Hours.ToString()), ("座位", $"{c.Capacity} 席"),
        ("委托单位", c.Client), ("审批编号", c.ApprovalNo ?? ""), ("面向", c.Audience), ("报名条件", c.Requirements), ("教学大纲", c.Syllabus), ("教材与资料", c.Materials),
    ];
}
