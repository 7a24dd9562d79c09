using CEBase.Learning.Attendance;
using CEBase.Learning.Results;
using CEBase.Learning.Transcripts;

namespace CEBase.Learning.Archives;

/// <summary>Attendance, results, hours and transcripts of a class, for its archive and summary. Numbers are masked.</summary>
internal sealed class LearningSource(
    IClassDirectory classes, IEnrolmentDirectory enrolments, LessonRegister register, ClassResults results, IHourLedger ledger) : IArchiveSource, IClosingFigures
{
    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var lessons = await classes.SessionsAsync(db, card.Id);
        var confirmed = (await register.OfClassesAsync(db, [card.Id])).Where(r => r.State == LessonStates.Confirmed).ToDictionary(r => r.SessionId);
        var open = lessons.Count(s => !confirmed.ContainsKey(s.Id));
        var missing = await ResultsGate.MissingAsync(db, enrolments, results, card.Id);
        var issued = await db.ScalarAsync<int>(TranscriptCount, new { card.Id, card.EndsOn.Year, EnrolmentStates.Admitted });
        var page = $"/console/classes/{card.ClassNo}";
        return
        [
            new ArchiveItem("teaching.attendance", lessons.Count > 0 && open == 0, page + "/attendance")
            {
                HasOwnGate = true,
                Detail = open > 0 ? $"{open} 次课没有确认" : $"{lessons.Count} 次课",
                Contents = [.. lessons.Select((s, n) => ArchiveContent.Table($"{card.ClassNo} 考勤 {n + 1:00} {s.Day.InTable()} {s.StartsAt:HHmm}.csv",
                    ["姓名", "工作单位", "考勤", "方式", "登记人", "登记时间", "备注"], x => SheetAsync(x, card.Id, s, confirmed.GetValueOrDefault(s.Id))))],
            },
            new ArchiveItem("teaching.results", missing.Count == 0, page + "/results")
            {
                HasOwnGate = true,
                Detail = missing.Count > 0 ? $"{missing.Count} 人没有考核结果" : "",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 考核结果.csv", ["姓名", "证件号码（已遮盖）", "工作单位", "结果", "成绩", "登记人", "登记时间"], x => ResultsAsync(x, card.Id))],
            },
            new ArchiveItem("certificates.hours", lessons.Count > 0 && open == 0, page + "/hours")
            {
                HasOwnGate = true,
                Detail = open > 0 ? "学时还没有全部确认" : "",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 学时登记表.csv", ["姓名", "证件号码（已遮盖）", "工作单位", "科目", "到课次数", "登记学时"], x => HoursAsync(x, card))],
            },
            new ArchiveItem("certificates.transcripts", issued > 0, page + "/hours")
            {
                Detail = issued > 0 ? $"{issued} 份" : "",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 学时证明发放登记.csv", ["核验码", "姓名", "年度", "公需学时", "专业学时", "出具时间"], x => TranscriptsAsync(x, card))],
            },
        ];
    }

    public async Task<IReadOnlyList<ClosingFigure>> OfAsync(DbScope db, ClassCard card)
    {
        var roster = await enrolments.OfClassAsync(db, card.Id);
        var lessons = await classes.SessionsAsync(db, card.Id);
        var confirmed = (await register.OfClassesAsync(db, [card.Id])).Count(r => r.State == LessonStates.Confirmed);
        var marks = await register.MarksOfClassAsync(db, card.Id);
        var there = marks.Count(m => m.State.WasThere());
        var hours = new StudyHours((await ledger.OfClassAsync(db, card.Id)).Where(e => e.Stands).Sum(e => e.Hours.Tenths));
        var outcomes = await results.OfClassAsync(db, card.Id);
        return
        [
            new ClosingFigure("课次", $"{lessons.Count} 次，已确认 {confirmed} 次"),
            new ClosingFigure("出勤率", marks.Count == 0 ? "未登记" : $"{there * 100m / marks.Count:0.#}%"),
            new ClosingFigure("登记学时", $"{hours} 学时"),
            new ClosingFigure("考核", outcomes.Count == 0 ? "未登记" : $"合格 {outcomes.Count(o => o.Outcome == Outcome.Passed)} 人，不合格 {outcomes.Count(o => o.Outcome == Outcome.Failed)} 人，未登记 {Math.Max(0, roster.Count - outcomes.Count)} 人"),
        ];
    }

    private const string TranscriptCount = """
        SELECT count(*) FROM transcript t WHERE t.year = @Year AND EXISTS (SELECT 1 FROM published_enrolment e WHERE e.learner_id = t.learner_id AND e.class_id = @Id AND e.state = @Admitted)
        """;

    private async Task<IEnumerable<IReadOnlyList<object?>>> SheetAsync(DbScope db, long classId, LessonInfo card, RegisterRow? row)
    {
        var marks = (await register.MarksAsync(db, card.Id)).ToDictionary(m => m.LearnerId);
        var lines = (await enrolments.OfClassAsync(db, classId)).Select(e => marks.GetValueOrDefault(e.LearnerId) is { } m
            ? (object?[])[e.LearnerName, e.Employer, m.State.Label(), WayOf(m.Way), m.MarkedByName, m.MarkedAt, m.Note]
            : [e.LearnerName, e.Employer, "未登记", "", "", null, ""]).ToList();
        lines.Add(["课次", card.Topic, row is null ? "未确认" : "学时已确认", "", row?.ConfirmedByName, row?.ConfirmedAt, $"{card.Hours} 学时"]);
        return lines;
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> ResultsAsync(DbScope db, long classId)
    {
        var stored = (await results.OfClassAsync(db, classId)).ToDictionary(r => r.LearnerId);
        return (await PeopleAsync(db, classId)).Select(p => stored.GetValueOrDefault(p.LearnerId) is { } r
            ? (object?[])[p.LearnerName, p.Number, p.Employer, r.Label, r.Score, r.RecordedByName, r.RecordedAt]
            : [p.LearnerName, p.Number, p.Employer, "未登记", null, "", null]);
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> HoursAsync(DbScope db, ClassCard card)
    {
        var standing = (await ledger.OfClassAsync(db, card.Id)).Where(e => e.Stands).ToLookup(e => e.LearnerId);
        var there = (await register.MarksOfClassAsync(db, card.Id)).Where(m => m.State.WasThere()).GroupBy(m => m.LearnerId).ToDictionary(g => g.Key, g => g.Count());
        return (await PeopleAsync(db, card.Id)).Select(p => (object?[])
            [p.LearnerName, p.Number, p.Employer, card.Subject.Label(), there.GetValueOrDefault(p.LearnerId), new StudyHours(standing[p.LearnerId].Sum(e => e.Hours.Tenths)).Hours]);
    }

    private static async Task<IEnumerable<IReadOnlyList<object?>>> TranscriptsAsync(DbScope db, ClassCard card) => (await db.QueryAsync<Transcript>("""
        SELECT t.id, t.code, t.learner_id, t.year, t.learner_name, t.public_hours, t.professional_hours, t.snapshot, t.issued_at FROM transcript t
        WHERE t.year = @Year AND EXISTS (SELECT 1 FROM published_enrolment e WHERE e.learner_id = t.learner_id AND e.class_id = @Id AND e.state = @Admitted) ORDER BY t.issued_at
        """, new { card.Id, card.EndsOn.Year, EnrolmentStates.Admitted })).Select(t => (object?[])
            [TranscriptCodes.Shown(t.Code), t.LearnerName, t.Year, t.PublicHours.Hours, t.ProfessionalHours.Hours, t.IssuedAt]);

    private async Task<IReadOnlyList<(long LearnerId, string LearnerName, string Employer, string Number)>> PeopleAsync(DbScope db, long classId)
    {
        var roster = await enrolments.OfClassAsync(db, classId);
        var numbers = (await enrolments.LearnersAsync(db, [.. roster.Select(e => e.LearnerId)])).ToDictionary(l => l.Id, l => l.MaskedNumber);
        return [.. roster.Select(e => (e.LearnerId, e.LearnerName, e.Employer, numbers.GetValueOrDefault(e.LearnerId, "")))];
    }

    private static string WayOf(string way) => way switch { "code" => "扫码", "correction" => "更正", _ => "登记" };
}
