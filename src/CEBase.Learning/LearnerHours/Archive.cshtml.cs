using CEBase.Learning.Results;

namespace CEBase.Learning.LearnerHours;

/// <summary>One class of a learner's archive: form, content, hours, result (NPU 6).</summary>
internal sealed record ArchiveLine(ClassCard Class, StudyHours Hours, ClassResult? Result)
{
    public string Form => Class.IsOnline ? "网络" : "面授";
}

/// <summary>学习档案 of one learner over all years, with an export in the columns that provincial platforms ask for.</summary>
[RequirePermission(Permissions.View)]
[RestsOn("NPU:6", How = "学员学习档案：形式、内容、学时、考核结果")]
[RestsOn("MOHRSS25:registration", How = "学员学习档案与导出")]
internal sealed class ArchiveModel(IDatabase database, IEnrolmentDirectory enrolments, IClassDirectory classes, IHourLedger ledger, ClassResults results) : PageModel
{
    [FromRoute] public long Id { get; set; }

    public LearnerCard Learner { get; private set; } = null!;
    public IReadOnlyList<ArchiveLine> Lines { get; private set; } = [];
    public IReadOnlyList<HourBalance> Years { get; private set; } = [];

    public Task OnGetAsync() => database.ReadAsync(async db =>
    {
        Learner = (await enrolments.LearnersAsync(db, [Id])).SingleOrDefault() ?? throw Refusal.NotFound("没有找到这名学员。");
        Years = await ledger.BalancesAsync(db, Id);
        var hours = new Dictionary<long, int>();
        foreach (var year in Years)
        {
            foreach (var entry in await ledger.EntriesAsync(db, Id, year.Year))
            {
                hours[entry.ClassId] = hours.GetValueOrDefault(entry.ClassId) + entry.Hours.Tenths;
            }
        }
        var outcome = (await results.OfLearnerAsync(db, Id)).ToDictionary(r => r.ClassId);
        var attended = (await enrolments.OfLearnerAsync(db, Id)).Where(e => e.State == EnrolmentStates.Admitted).Select(e => e.ClassId).Concat(hours.Keys).Concat(outcome.Keys).Distinct();
        Lines = [.. (await classes.GetAsync(db, [.. attended])).OrderByDescending(c => c.StartsOn).Select(c => new ArchiveLine(c, new StudyHours(hours.GetValueOrDefault(c.Id)), outcome.GetValueOrDefault(c.Id)))];
    });

    /// <summary>A workbook for the provincial platform.</summary>
    public async Task<IActionResult> OnGetExportAsync()
    {
        await OnGetAsync();
        using var book = new Workbook("学习档案", $"{Learner.Name} 继续教育学习档案", $"{Learner.MaskedNumber}，{Learner.Employer}，{Learner.Title}",
            ["年度", "班号", "学习内容", "培训班名称", "科目类别", "学习形式", "开始日期", "结束日期", "学时", "考核结果", "成绩"]);
        foreach (var line in Lines)
        {
            book.Add(line.Class.StartsOn.Year, line.Class.ClassNo, line.Class.CourseName, line.Class.Name, line.Class.Subject.Label(), line.Form,
                line.Class.StartsOn.InTable(), line.Class.EndsOn.InTable(), line.Hours.Hours, line.Result?.Label ?? "", line.Result?.Score);
        }
        var bottom = Math.Max(book.Row, Workbook.HeadRow + 1);
        book.Add("合计", null, null, null, null, null, null, null, new Formula($"SUM(I{Workbook.HeadRow + 1}:I{bottom})"), null, null);
        return File(book.Finish(), Workbook.MediaType, $"学习档案-{Learner.Name}.xlsx");
    }
}
