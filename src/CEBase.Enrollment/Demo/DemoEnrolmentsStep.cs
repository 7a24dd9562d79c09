using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Demo;

/// <summary>How many stand where in a sample class.</summary>
internal sealed record SampleEnrolments
{
    /// <summary>Number of the class inside its year: <c>018</c>.</summary>
    public string No { get; init; } = "";
    public int Admitted { get; init; }
    public int Waitlisted { get; init; }
    public int Pending { get; init; }
    public int Refused { get; init; }
    public int Withdrawn { get; init; }

    /// <summary>Only people of this employer, or null.</summary>
    public string? Employer { get; init; }

    /// <summary>Drawn from the first so many learners; the rest stay free.</summary>
    public int Among { get; init; } = 400;

    /// <summary>State of learner001, or null when not in the class.</summary>
    public string? First { get; init; }

    /// <summary>Place of learner001 among those of the same state, from 1.</summary>
    public int FirstPlace { get; init; } = 1;
}

/// <summary>
/// Recipe step <c>{ "name": "demo-enrolments", "file": "demo/enrolments.json" }</c>: fills the sample classes, past ones too, which the steps of the
/// workflow would refuse. Writes what the steps would have left: enrolment, seat, ledger and trace. A class that has enrolments stays as it is.
/// </summary>
internal sealed class DemoEnrolmentsStep(IClassDirectory classes, SeatPool pool, Trace trace, TimeProvider clock) : IRecipeStep
{
    private const string FirstLearner = "learner001@example.com";

    public string Name => "demo-enrolments";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var everybody = await db.QueryAsync<Learner>("SELECT id, email, employer_key FROM learner WHERE source = @Recipe ORDER BY id", new { Sources.Recipe });
        foreach (var sample in context.ReadFile<SampleEnrolments[]>(step))
        {
            var classNo = $"{clock.Today().Year}-{sample.No}";
            var card = await classes.FindAsync(db, classNo) ?? throw new RecipeException($"demo-enrolments：没有班号为 {classNo} 的培训班（键 no）。");
            if (await db.ScalarAsync<long>("SELECT count(*) FROM enrolment WHERE class_id = @Id", new { card.Id }) == 0)
            {
                await FillAsync(db, card, sample, everybody);
            }
        }
    }

    private async Task FillAsync(DbScope db, ClassCard card, SampleEnrolments sample, IReadOnlyList<Learner> everybody)
    {
        var groups = await pool.OpenAsync(db, card);
        var chance = new Random(card.ClassNo.Sum(c => c) * 7919);
        var employer = sample.Employer is null ? null : Employers.Key(sample.Employer);
        var candidates = everybody.Take(sample.Among).Where(l => l.Email != FirstLearner && (employer is null || l.EmployerKey == employer)).ToArray();
        chance.Shuffle(candidates);
        var coming = new Queue<Learner>(candidates);
        var first = sample.First is null ? null : everybody.FirstOrDefault(l => l.Email == FirstLearner);
        var applied = FirstDay(card);
        var room = groups.ToDictionary(g => g.QuotaId, g => g.Seats);
        long turn = 0;
        foreach (var (state, count) in new[]
        {
            (EnrolmentStates.Admitted, sample.Admitted), (EnrolmentStates.Withdrawn, sample.Withdrawn), (EnrolmentStates.Refused, sample.Refused),
            (EnrolmentStates.Waitlisted, sample.Waitlisted), (EnrolmentStates.Pending, sample.Pending),
        })
        {
            for (var n = 1; n <= count; n++)
            {
                var person = first is not null && sample.First == state && n == sample.FirstPlace ? first : Next(coming, groups, room, state);
                if (person is null)
                {
                    break;
                }
                applied = applied.AddMinutes(chance.Next(8, 190));
                var at = applied < clock.GetUtcNow() ? applied : clock.GetUtcNow();
                await AddAsync(db, card, person, SeatPool.GroupOf(groups, person.EmployerKey), state, state == EnrolmentStates.Waitlisted ? ++turn : 0, at);
            }
        }
        await SettleAsync(db, card.Id, turn, card.State != ClassStates.Cancelled);
    }

    /// <summary>The next person, passing over those whose group has no seat left.</summary>
    private static Learner? Next(Queue<Learner> coming, IReadOnlyList<GroupRow> groups, Dictionary<long, int> room, string state)
    {
        while (coming.TryDequeue(out var person))
        {
            if (state != EnrolmentStates.Admitted || SeatPool.GroupOf(groups, person.EmployerKey) is not { } group)
            {
                return person;
            }
            if (room[group] > 0)
            {
                room[group]--;
                return person;
            }
        }
        return null;
    }

    private DateTimeOffset FirstDay(ClassCard card)
    {
        var day = card.EnrolUntil.AddDays(-21);
        var latest = clock.Today().AddDays(-12);
        return (day < latest ? day : latest).At(new TimeOnly(9, 0));
    }

    private async Task AddAsync(DbScope db, ClassCard card, Learner person, long? quotaId, string state, long turn, DateTimeOffset at)
    {
        var id = await db.InsertAsync("""
            INSERT INTO enrolment (class_id, learner_id, state, source, quota_id, turn, applied_at, decided_at)
            VALUES (@ClassId, @LearnerId, @state, @Source, @quotaId, @turn, @at, @at)
            """, new { ClassId = card.Id, LearnerId = person.Id, state, Source = card.Client.Length > 0 ? Sources.Roster : Sources.Portal, quotaId, turn, at });
        if (state == EnrolmentStates.Admitted)
        {
            await pool.WriteLedgerAsync(db, id, 1, "recipe");
        }
        await trace.AppendAsync(db, new TraceEntry(EnrolmentStates.RecordType, id, "recipe") { To = state }, SystemUser.Instance);
    }

    private static async Task SettleAsync(DbScope db, long classId, long turn, bool isOpen)
    {
        await db.ExecuteAsync("""
            UPDATE seat_pool SET turn = @turn, is_open = @isOpen, taken = (SELECT count(*) FROM enrolment e WHERE e.class_id = @classId AND e.state = @Admitted)
            WHERE class_id = @classId
            """, new { classId, turn, isOpen, EnrolmentStates.Admitted });
        await db.ExecuteAsync("""
            UPDATE seat_group SET taken = (SELECT count(*) FROM enrolment e WHERE e.quota_id = seat_group.quota_id AND e.state = @Admitted) WHERE class_id = @classId
            """, new { classId, EnrolmentStates.Admitted });
    }
}
