using CEBase.Instructors.Qualification;
using CEBase.Instructors.Registry;

namespace CEBase.Instructors.Imports;

/// <summary>
/// A sheet of instructors into the registry (师资名单). Qualified or not, everybody with a name is entered: the judgement is the registry's and
/// follows the entry. Somebody who is there is found by 编号 and name, or by name and employer; blank cells change nothing.
/// </summary>
internal sealed class InstructorImport(InstructorRepository instructors, InstructorService service, ITitles titles, Qualifications qualifications, TimeProvider clock) : ISpreadsheetImport
{
    /// <summary>Name of the kind.</summary>
    public const string Name = "instructors";

    /// <summary>The one target.</summary>
    public const string Target = "师资库";

    public string Kind => Name;
    public string Label => "师资名单";
    public string Permission => Permissions.Manage;
    public IReadOnlyList<ImportColumn> Columns => InstructorColumns.All;
    public string TargetLabel => "导入到（填“师资库”）";
    public string? TargetHref(string target) => InstructorAddresses.Registry;
    public IReadOnlyDictionary<string, string> DetailLabels { get; } = new Dictionary<string, string>
    {
        ["created"] = "新登记", ["updated"] = "更新", ["qualified"] = "符合条件", ["review"] = "需要复核", ["unqualified"] = "不符合条件",
    };
    public IReadOnlyDictionary<string, string> ReasonLabels { get; } = new Dictionary<string, string> { ["name_missing"] = "没有姓名", ["duplicate_in_file"] = "表内重复" };

    public Task<string> DescribeTargetAsync(DbScope db, string target, ICurrentUser user) => target.Trim() == Target
        ? Task.FromResult("师资库")
        : throw new Refusal("target_unknown", "师资名单只能导入师资库，请填写“师资库”。") { Status = 404 };

    public async Task<IReadOnlyList<RowProblem?>> CheckAsync(DbScope db, string target, IReadOnlyList<ImportRow> rows)
    {
        var seen = new Dictionary<(string, string, string), int>();
        var problems = new List<RowProblem?>(rows.Count);
        foreach (var row in await ReadAsync(db, rows))
        {
            var t = row.Told;
            var key = t.SourceNumber.Length > 0 ? (t.SourceNumber, t.Name, "") : ("", t.Name, t.Employer);
            problems.Add(t.Name.Length is 0 or > 50 ? new RowProblem("name_missing", InstructorColumns.Name, "没有姓名，或姓名超过 50 个字。请更正后重新导入。")
                : seen.TryAdd(key, row.Source.Number) ? null
                : new RowProblem("duplicate_in_file", InstructorColumns.Name, $"与第 {seen[key]} 行是同一位教师。请保留一行。"));
        }
        return problems;
    }

    public async Task<ImportWritten> WriteAsync(DbScope db, string target, IReadOnlyList<ImportRow> good, ICurrentUser user, IProgress<int> progress)
    {
        var table = await titles.TableAsync(db);
        var people = await ReadAsync(db, good);
        var leastYears = await qualifications.LeastYearsAsync(db, clock.Today());
        var known = (await instructors.AllAsync(db)).ToList();
        var verdicts = Enum.GetValues<Verdict>().ToDictionary(v => v, _ => 0);
        int created = 0, updated = 0, done = 0;
        foreach (var person in people)
        {
            verdicts[Verdicts.Of(person.Judge(table, clock.Today(), leastYears))]++;
            if (Find(known, person.Told) is not { } there)
            {
                known.Add(await service.AddAsync(db, person.Told, null, table, user));
                created++;
            }
            else if (await service.ChangeAsync(db, there, Merge(there, person), table, user))
            {
                updated++;
            }
            progress.Report(++done);
        }
        return new ImportWritten(created + updated, good.Count - created - updated, new Dictionary<string, int>
        {
            ["created"] = created,
            ["updated"] = updated,
            ["qualified"] = verdicts[Verdict.Qualified],
            ["review"] = verdicts[Verdict.Review],
            ["unqualified"] = verdicts[Verdict.Unqualified],
        });
    }

    /// <summary>The rows as instructors.</summary>
    public async Task<IReadOnlyList<InstructorRow>> ReadAsync(DbScope db, IReadOnlyList<ImportRow> rows)
    {
        var table = await titles.TableAsync(db);
        return [.. rows.Select(row => InstructorRow.Read(row, table, clock.Today()))];
    }

    // A number alone finds nobody: sheets of different units all count from 1.
    private static Instructor? Find(IEnumerable<Instructor> known, Instructor told) => told.SourceNumber.Length > 0
        ? known.FirstOrDefault(k => k.Name == told.Name && (k.SourceNumber == told.SourceNumber || k.Number == told.SourceNumber))
            ?? known.FirstOrDefault(k => k.SourceNumber.Length == 0 && k.Name == told.Name && k.Employer == told.Employer && told.Employer.Length > 0)
        : known.FirstOrDefault(k => k.Name == told.Name && k.Employer == told.Employer);

    private static Instructor Merge(Instructor there, InstructorRow row)
    {
        var told = row.Told;
        static string Or(string told, string there) => told.Length > 0 ? told : there;
        var saysEducation = told.Education.Length > 0 || told.EducationText.Length > 0;
        return there with
        {
            SourceNumber = there.SourceNumber.Length > 0 || there.Number == told.SourceNumber ? there.SourceNumber : told.SourceNumber,
            Employer = Or(told.Employer, there.Employer),
            Relation = row.SaysRelation ? told.Relation : there.Relation,
            Education = saysEducation ? told.Education : there.Education,
            EducationText = saysEducation ? told.EducationText : there.EducationText,
            Degree = Or(told.Degree, there.Degree),
            Title = Or(told.Title, there.Title),
            Field = Or(told.Field, there.Field),
            ExperienceYears = told.ExperienceYears ?? there.ExperienceYears,
            ExperienceNote = Or(told.ExperienceNote, there.ExperienceNote),
            Standing = told.Standing != Standing.NotStated ? told.Standing : there.Standing,
            StandingReason = Or(told.StandingReason, there.StandingReason),
        };
    }
}
