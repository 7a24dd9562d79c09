using CEBase.Catalogue;
using CEBase.Enrollment.Applications;
using CEBase.Platform.Data;

namespace CEBase.Enrollment.Archives;

/// <summary>Who sat in the class and who left it, for the class's archive and summary. Numbers are masked.</summary>
internal sealed class RosterSource(IEnrolmentDirectory enrolments) : IArchiveSource, IClosingFigures
{
    private static readonly string[] Left = [EnrolmentStates.Withdrawn, EnrolmentStates.Refused];

    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbSession session, ClassCard card)
    {
        var page = $"/console/classes/{card.ClassNo}/enrolments";
        var seated = await CountAsync(session, card.Id, [EnrolmentStates.Admitted]);
        var left = await CountAsync(session, card.Id, Left);
        return
        [
            new ArchiveItem("learners.roster", seated > 0, page)
            {
                Detail = seated > 0 ? $"{seated} 人" : "还没有录取的学员",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 学员名册.csv", ["序号", "姓名", "证件号码（已遮盖）", "工作单位", "专业技术职务", "报名时间"], s => RosterAsync(s, card.Id))],
            },
            new ArchiveItem("learners.changes", left > 0, page)
            {
                Detail = left > 0 ? $"{left} 人" : "",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 退出与未录取.csv", ["姓名", "工作单位", "状态", "报名时间"], s => LeftAsync(s, card.Id))],
            },
        ];
    }

    public async Task<IReadOnlyList<ClosingFigure>> OfAsync(DbSession session, ClassCard card)
    {
        var roster = await enrolments.OfClassAsync(session, card.Id);
        return
        [
            new ClosingFigure("录取人数", $"{roster.Count} 人"),
            new ClosingFigure("学员单位", $"{roster.Select(e => e.Employer).Distinct().Count()} 家"),
        ];
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> RosterAsync(DbSession session, long classId)
    {
        var roster = await enrolments.OfClassAsync(session, classId);
        var cards = (await enrolments.LearnersAsync(session, [.. roster.Select(e => e.LearnerId)])).ToDictionary(l => l.Id);
        return roster.Select((e, n) => (object?[])[n + 1, e.LearnerName, cards[e.LearnerId].MaskedNumber, e.Employer, cards[e.LearnerId].Title, e.AppliedAt]);
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> LeftAsync(DbSession session, long classId)
    {
        var rows = new List<object?[]>();
        foreach (var state in Left)
        {
            rows.AddRange((await enrolments.OfClassAsync(session, classId, state)).Select(e => (object?[])[e.LearnerName, e.Employer, EnrolmentLooks.Of(e.State).Label, e.AppliedAt]));
        }
        return rows;
    }

    private static Task<int> CountAsync(DbSession session, long classId, string[] states) =>
        session.ScalarAsync<int>("SELECT count(*) FROM enrolment WHERE class_id = @classId AND state IN @states", new { classId, states });
}
