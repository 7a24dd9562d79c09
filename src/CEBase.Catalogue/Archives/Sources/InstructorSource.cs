namespace CEBase.Catalogue.Archives.Sources;

/// <summary>Who taught the class, and what was to be said about it on the day of teaching.</summary>
internal sealed class InstructorSource(IClassDirectory classes, IInstructorRegistry registry, IInstructorQualification? qualification = null) : IArchiveSource
{
    public async Task<IReadOnlyList<ArchiveItem>> CollectAsync(DbScope db, ClassCard card)
    {
        var sessions = await classes.SessionsAsync(db, card.Id);
        var open = sessions.Count(s => s.InstructorId is null);
        return
        [
            new ArchiveItem("instructors.list", sessions.Count > 0 && open == 0, CatalogueAddresses.Class(card.ClassNo, "timetable"))
            {
                Detail = open > 0 ? $"{open} 次课没有授课教师" : $"{sessions.Select(s => s.InstructorId).Distinct().Count()} 人",
                Contents = [ArchiveContent.Table($"{card.ClassNo} 授课教师名单.csv", ["编号", "姓名", "工作单位", "专业技术职务", "专业领域", "授课日期", "课次", "资格意见"], s => RowsAsync(s, sessions))],
            },
        ];
    }

    private async Task<IEnumerable<IReadOnlyList<object?>>> RowsAsync(DbScope db, IReadOnlyList<LessonInfo> sessions)
    {
        var taught = sessions.Where(s => s.InstructorId is not null).GroupBy(s => s.InstructorId!.Value).ToDictionary(g => g.Key, g => g.ToList());
        var judged = qualification is null ? null
            : await qualification.JudgeAsync(db, [.. taught.SelectMany(t => t.Value.Select(s => new Lesson(t.Key, s.Day))).Distinct()]);
        return (await registry.FindAsync(db, [.. taught.Keys])).OrderBy(i => i.Number, StringComparer.Ordinal).Select(i =>
        {
            var days = taught[i.Id].Select(s => s.Day).Distinct().ToList();
            var said = judged is null ? [] : days.SelectMany(d => judged.GetValueOrDefault(new Lesson(i.Id, d), [])).Select(f => f.Sentence).Distinct();
            return (object?[])[i.Number, i.Name, i.Employer, i.Title, i.Field, string.Join(" ", days.Select(d => d.ToString("yyyy-MM-dd"))), taught[i.Id].Count, string.Join("；", said)];
        });
    }
}
