using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Archives;

/// <summary>Who sat in the class and who left it, for the class's archive and summary. Numbers are masked.</summary>
internal sealed class RosterSource(IEnrolmentDirectory enrolments) : IArchiveSource, IClosingFigures
{
    private static readonly string[] Left = [EnrolmentStates.Withdrawn, EnrolmentStates.Refused];

    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var page = EnrollmentAddresses.OfClass(card.ClassNo);
        var seated = await CountAsync(db, card.Id, [EnrolmentStates.Admitted]);
        var left = await CountAsync(db, card.Id, Left);
        var agreed = await db.ScalarAsync<int>(Agreed, new { card.Id, EnrolmentStates.Admitted });
        return
        [
            // The text itself is the projects' part of the item; this part is who agreed to which version.
            new ArchiveItem("contract.agreement", seated > 0 && agreed == seated, page)
            {
                Detail = agreed == seated ? $"{agreed} 人已同意" : $"{seated - agreed} 名学员没有同意记录",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 知情协议同意记录.csv", ["姓名", "工作单位", "协议版本", "同意时间"], s => ConsentsAsync(s, card.Id))],
            },
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

    public async Task<IReadOnlyList<ClosingFigure>> OfAsync(DbScope db, ClassCard card)
    {
        var roster = await enrolments.OfClassAsync(db, card.Id);
        return
        [
            new ClosingFigure("录取人数", $"{roster.Count} 人"),
            new ClosingFigure("学员单位", $"{roster.Select(e => e.Employer).Distinct().Count()} 家"),
        ];
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> RosterAsync(DbScope db, long classId)
    {
        var roster = await enrolments.OfClassAsync(db, classId);
        var cards = (await enrolments.LearnersAsync(db, [.. roster.Select(e => e.LearnerId)])).ToDictionary(l => l.Id);
        return roster.Select((e, n) => (object?[])[n + 1, e.LearnerName, cards[e.LearnerId].MaskedNumber, e.Employer, cards[e.LearnerId].Title, e.AppliedAt]);
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> LeftAsync(DbScope db, long classId)
    {
        var rows = new List<object?[]>();
        foreach (var state in Left)
        {
            rows.AddRange((await enrolments.OfClassAsync(db, classId, state)).Select(e => (object?[])[e.LearnerName, e.Employer, EnrolmentLooks.Of(e.State).Label, e.AppliedAt]));
        }
        return rows;
    }

    private const string Agreed = """
        SELECT count(*) FROM enrolment e WHERE e.class_id = @Id AND e.state = @Admitted
          AND EXISTS (SELECT 1 FROM agreement_consent a WHERE a.class_id = e.class_id AND a.learner_id = e.learner_id)
        """;

    private sealed record Consent
    {
        public string Name { get; init; } = "";
        public string Employer { get; init; } = "";
        public int Version { get; init; }
        public DateTimeOffset AgreedAt { get; init; }
    }

    private static async Task<IEnumerable<IReadOnlyList<object?>>> ConsentsAsync(DbScope db, long classId) => (await db.QueryAsync<Consent>("""
        SELECT l.name, l.employer, a.agreement_version AS version, a.agreed_at FROM agreement_consent a JOIN learner l ON l.id = a.learner_id WHERE a.class_id = @classId ORDER BY l.name, a.id
        """, new { classId })).Select(c => (object?[])[c.Name, c.Employer, c.Version, c.AgreedAt]);

    private static Task<int> CountAsync(DbScope db, long classId, string[] states) =>
        db.ScalarAsync<int>("SELECT count(*) FROM enrolment WHERE class_id = @classId AND state IN @states", new { classId, states });
}
