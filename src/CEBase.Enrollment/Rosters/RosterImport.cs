using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Organisations;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Rosters;

/// <summary>What rosters of staff and of organisations share: people are found or made, then take their seats in the order of the sheet.</summary>
internal abstract class RosterImport(IClassDirectory classes, LearnerRepository learners, LearnerIdentity identities, ITitles titles, SeatService seats, TimeProvider clock) : ISpreadsheetImport
{
    public abstract string Kind { get; }
    public abstract string Label { get; }
    public abstract string Permission { get; }
    public IReadOnlyList<ImportColumn> Columns => RosterColumns.All;

    /// <summary>The step everybody on the sheet takes.</summary>
    protected abstract string Step { get; }

    /// <summary>Where the enrolments come from.</summary>
    protected abstract string Source { get; }

    public virtual async Task<string> DescribeTargetAsync(DbScope db, string target, ICurrentUser user)
    {
        var card = await ClassAsync(db, target);
        return $"{card.ClassNo} {card.Name}（{card.StartsOn.InText()} 开班，{card.Capacity} 个名额）";
    }

    public async Task<IReadOnlyList<RowProblem?>> CheckAsync(DbScope db, string target, IReadOnlyList<ImportRow> rows)
    {
        await ClassAsync(db, target);
        var read = rows.Select(row => RosterRow.Read(row, clock.Today())).ToList();
        var known = await learners.OfHashesAsync(db, read.Where(r => r.Problem is null).Select(Hash));
        var seen = new Dictionary<string, int>();
        var problems = new List<RowProblem?>(rows.Count);
        foreach (var row in read)
        {
            problems.Add(row.Problem ?? Repeated(row) ?? RosterRow.PhoneProblem(row.Source) ?? Known(row));
        }
        return problems;

        RowProblem? Repeated(RosterRow row) => seen.TryAdd(Hash(row), row.Source.Number) ? null
            : new RowProblem("duplicate_in_file", RosterColumns.Number, $"与第 {seen[Hash(row)]} 行是同一个证件号码。请保留一行。");

        RowProblem? Known(RosterRow row) => !known.TryGetValue(Hash(row), out var there) || there.Name == row.Name ? null
            : new RowProblem("name_differs", RosterColumns.Name, "这个证件号码已登记在另一个姓名下。请核对姓名和号码，确属改名的请先由工作人员更正学员资料。");
    }

    public async Task<ImportWritten> WriteAsync(DbScope db, string target, IReadOnlyList<ImportRow> good, ICurrentUser user, IProgress<int> progress)
    {
        var card = await ClassAsync(db, target);
        var people = good.Select(row => RosterRow.Read(row, clock.Today())).ToList();
        var known = await learners.OfHashesAsync(db, people.Select(Hash));
        var table = await titles.TableAsync(db);
        var fallback = await EmployerAsync(db, card, user);
        int unchanged = 0, made = 0, done = 0;
        var states = new Dictionary<string, int> { [EnrolmentStates.Admitted] = 0, [EnrolmentStates.Waitlisted] = 0, [EnrolmentStates.Pending] = 0 };
        foreach (var person in people)
        {
            var learner = Describe(person, fallback, table);
            if (known.TryGetValue(learner.Number!.Hash, out var there))
            {
                learner = await FillBlanksAsync(db, there, learner);
            }
            else
            {
                learner = learner with { Id = await learners.AddAsync(db, learner), EmployerKey = Employers.Key(learner.Employer) };
                made++;
            }
            var seating = await seats.ApplyAsync(db, new SeatRequest(card, learner.Id, learner.EmployerKey, Step, Source), user);
            if (seating.IsNew)
            {
                states[seating.State]++;
            }
            else
            {
                unchanged++;
            }
            progress.Report(++done);
        }
        return new ImportWritten(good.Count - unchanged, unchanged, new Dictionary<string, int>
        {
            ["admitted"] = states[EnrolmentStates.Admitted],
            ["waitlisted"] = states[EnrolmentStates.Waitlisted],
            ["pending_review"] = states[EnrolmentStates.Pending],
            ["new_learners"] = made,
        });
    }

    /// <summary>The class of the number, if it takes a roster now.</summary>
    /// <exception cref="Refusal"><c>class_unknown</c>, <c>class_not_open</c>.</exception>
    private async Task<ClassCard> ClassAsync(DbScope db, string target)
    {
        var card = await classes.FindAsync(db, target.Trim()) ?? throw new Refusal("class_unknown", $"没有班号为“{target}”的培训班，请核对班号。") { Status = 404 };
        return card.State is ClassStates.Open or ClassStates.Ready ? card
            : throw new Refusal("class_not_open", $"不能向“{card.Name}”导入名册：{ClassTakesApplications.NotOpen(card.State)}") { Status = 409 };
    }

    /// <summary>Employer of people whose row names none.</summary>
    protected virtual Task<string> EmployerAsync(DbScope db, ClassCard card, ICurrentUser user) => Task.FromResult(card.Client);

    private string Hash(RosterRow row) => identities.Hash(row.Kind, row.Check);

    private Learner Describe(RosterRow row, string fallback, ITitleTable table)
    {
        string Cell(string column) => row.Source[column].Text;
        return identities.Of(row.Name, row.Kind, row.Check) with
        {
            Sex = row.Sex,
            Employer = Cell(RosterColumns.Employer) is { Length: > 0 } employer ? employer : fallback,
            Title = Cell(RosterColumns.Title),
            TitleLevel = TitleLevels.Of(Cell(RosterColumns.Level), Cell(RosterColumns.Title), table),
            Education = Cell(RosterColumns.Education),
            Phone = row.Phone,
            Email = Cell(RosterColumns.Email) is { Length: > 0 } email && email.Contains('@') ? email.ToLowerInvariant() : null,
            Source = Source,
        };
    }

    /// <summary>What the learner or staff wrote before stays; a roster fills blanks only.</summary>
    private async Task<Learner> FillBlanksAsync(DbScope db, Learner there, Learner told)
    {
        var filled = there with
        {
            Employer = there.Employer.Length > 0 ? there.Employer : told.Employer,
            EmployerKey = there.EmployerKey.Length > 0 ? there.EmployerKey : Employers.Key(told.Employer),
            Title = there.Title.Length > 0 ? there.Title : told.Title,
            TitleLevel = there.TitleLevel != TitleLevels.None ? there.TitleLevel : told.TitleLevel,
            Education = there.Education.Length > 0 ? there.Education : told.Education,
            Phone = there.Phone ?? told.Phone,
            Email = there.Email ?? told.Email,
        };
        if (filled != there)
        {
            await learners.UpdateAsync(db, filled);
        }
        return filled;
    }
}

/// <summary>A roster imported by staff or the command line (学员名册).</summary>
internal sealed class StaffRosterImport(IClassDirectory classes, LearnerRepository learners, LearnerIdentity identities, ITitles titles, SeatService seats, TimeProvider clock)
    : RosterImport(classes, learners, identities, titles, seats, clock)
{
    public override string Kind => "roster";
    public override string Label => "学员名册";
    public override string Permission => Permissions.ImportRosters;
    protected override string Step => EnrolmentSteps.Roster;
    protected override string Source => Sources.Roster;
}

/// <summary>A roster sent by an organisation's contact: its own people only (本单位名册).</summary>
internal sealed class OwnRosterImport(
    IClassDirectory classes, LearnerRepository learners, LearnerIdentity identities, ITitles titles, SeatService seats, OrganisationContacts contacts, ICurrentUser user, TimeProvider clock)
    : RosterImport(classes, learners, identities, titles, seats, clock), ISpreadsheetImport
{
    public override string Kind => "own-roster";
    public override string Label => "本单位名册";
    public override string Permission => Permissions.OwnRosters;
    protected override string Step => EnrolmentSteps.Nominate;
    protected override string Source => Sources.Organisation;

    public override async Task<string> DescribeTargetAsync(DbScope db, string target, ICurrentUser user) =>
        $"{(await contacts.OfAsync(db, user)).Organisation}：{await base.DescribeTargetAsync(db, target, user)}";

    async Task<IReadOnlyList<RowProblem?>> ISpreadsheetImport.CheckAsync(DbScope db, string target, IReadOnlyList<ImportRow> rows)
    {
        var own = await contacts.OfAsync(db, user);
        var problems = await CheckAsync(db, target, rows);
        return [.. problems.Zip(rows, (problem, row) => problem ?? Foreign(row, own))];
    }

    protected override async Task<string> EmployerAsync(DbScope db, ClassCard card, ICurrentUser user) => (await contacts.OfAsync(db, user)).Organisation;

    private static RowProblem? Foreign(ImportRow row, OrganisationContact own) =>
        row[RosterColumns.Employer] is { IsEmpty: false } employer && Employers.Key(employer.Text) != own.EmployerKey
            ? new RowProblem("employer_other", RosterColumns.Employer, $"只能报送本单位（{own.Organisation}）的人员。请删除这一行或更正工作单位。")
            : null;
}
