using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Overview;

/// <summary>A line of the list: an instructor with the judgement as at the day asked for.</summary>
internal sealed record InstructorLine : Instructor
{
    public Verdict Verdict { get; init; }
}

/// <summary>师资库.</summary>
[RequirePermission(Permissions.View)]
internal sealed class InstructorListModel(ListServices services, InstructorRepository instructors, Qualifications qualifications, InstructorFiling filing, Trace trace, TimeProvider clock)
    : ListPage<InstructorLine>(services)
{
    private const string ByLevel = "CASE title_level WHEN 'FullSenior' THEN 4 WHEN 'AssociateSenior' THEN 3 WHEN 'Intermediate' THEN 2 WHEN 'Junior' THEN 1 ELSE 0 END";

    [FromQuery] public Verdict? Verdict { get; set; }

    /// <summary>Day as at which everybody is judged; today by default.</summary>
    [FromQuery] public DateOnly? On { get; set; }

    public DateOnly Day => On ?? clock.Today();
    public bool MayCreate => CurrentUser.Has(Permissions.Manage);
    public bool MayImport => MayCreate && CurrentUser.Has(Platform.Permissions.ImportsUse);

    protected override async Task<ListQuery<InstructorLine>> DescribeAsync(DbScope db) => new("师资库", InstructorRepository.Select, "number")
    {
        Unit = "人",
        Values = new Dictionary<string, object?> { ["Judged"] = Verdict is { } wanted ? (await JudgeAsync(db, null)).Where(v => v.Value == wanted).Select(v => v.Key).ToList() : [] },
        Search = new("姓名、编号、单位、职称", "name", "number", "employer", "title"),
        Filters =
        [
            ListFilter.Choice("field", "领域", "field", Options.Of(await instructors.FieldsAsync(db), f => f, f => f)),
            ListFilter.Choice("level", "职称级别", "title_level", Options.Of<TitleLevel>(l => l.Label()).Reverse()),
            ListFilter.Choice("relation", "聘任关系", "relation", Options.Of<Relation>(r => r.Label())),
            new("verdict", "授课资格", "id IN @Judged") { Options = Options.Of<Verdict>(v => v.Label()) },
            ListFilter.Day("on", "按哪天判断", "TRUE"),
            new("active", "状态", "TRUE") { Options = [new("1", "可以排课", "is_active = TRUE"), new("0", "停止排课", "is_active = FALSE")] },
        ],
        Columns =
        [
            new("编号", i => i.Number) { Link = i => InstructorAddresses.Instructor(i.Number), Sort = ("number", "number") },
            new("姓名", i => i.Name) { Link = i => InstructorAddresses.Instructor(i.Number), Sort = ("name", "name"), Place = CellPlace.Head },
            new("工作单位", i => i.Employer) { Sort = ("employer", "employer"), IsText = true },
            new("聘任关系", i => i.Relation.Label()),
            new("学历", i => InstructorWords.EducationLabel(i.Education)),
            new("职务", i => i.Title),
            new("级别", i => i.TitleLevel.Label()) { Sort = ("level", ByLevel) },
            new("领域", i => i.Field) { Sort = ("field", "field") },
            new("授课资格", i => new StateDefinition(i.Verdict.Code(), i.Verdict.Label(), i.Verdict.Tone())),
            new("状态", i => InstructorWorkflow.Life.State(i.State)),
        ],
    };

    protected override async Task<IReadOnlyList<InstructorLine>> CompleteAsync(DbScope db, IReadOnlyList<InstructorLine> rows)
    {
        var verdicts = await JudgeAsync(db, [.. rows.Select(r => r.Id)]);
        return [.. rows.Select(r => r with { Verdict = verdicts[r.Id] })];
    }

    protected override Task ExportedAsync(int rows) => Database.WriteAsync(db =>
        trace.AppendAsync(db, new TraceEntry(InstructorFiling.RecordType, 0, "instructors_exported") { Comment = $"列表，{rows} 人" }, CurrentUser));

    public async Task<IActionResult> OnPostExportAsync(DateOnly? day, CancellationToken cancel)
    {
        var on = day ?? clock.Today();
        return File(await Database.WriteAsync(db => filing.ExportAsync(db, on, CurrentUser), cancel), Workbook.MediaType, $"师资名单-{on.InTable()}.xlsx");
    }

    private async Task<Dictionary<long, Verdict>> JudgeAsync(DbScope db, IReadOnlyCollection<long>? ids)
    {
        var leastYears = await qualifications.LeastYearsAsync(db, Day);
        return (await qualifications.FactsAsync(db, ids)).ToDictionary(f => f.Instructor.Id, f => Verdicts.Of(Qualifications.Judge(f, Day, leastYears)));
    }
}
