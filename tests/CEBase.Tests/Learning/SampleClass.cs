using CEBase.Catalogue;
using CEBase.Learning;

namespace CEBase.Tests.Learning;

/// <summary>A running class of five learners with sessions, on a base set up by the npu recipe. The clock stands at noon, 16 March 2026.</summary>
internal sealed class SampleClass(Bench bench)
{
    public static readonly TestUser Staff = new(1001, "Attendance.Take", "Hours.Confirm", "Hours.View", "Classes.Manage");
    public static readonly TestUser Office = new(1002, "Hours.Correct", "Hours.View", "Classes.Manage");

    private static int _next;

    public long Id { get; private init; }

    public required IReadOnlyList<long> Learners { get; init; }

    public static async Task<SampleClass> MakeAsync(Bench bench, IReadOnlyList<long>? learners = null, string state = ClassStates.Running)
    {
        var no = Interlocked.Increment(ref _next);
        return await bench.Database.WriteAsync(async s =>
        {
            var course = await s.InsertAsync("""
                INSERT INTO course (code, name, subject, tags, field, objectives, outline, hours, materials, is_active)
                VALUES (@Code, '复合材料', 'ProfessionalSubject', '', '航空', '', '', 160, '', TRUE)
                """, new { Code = $"T{no}" });
            var id = await s.InsertAsync("""
                INSERT INTO training_class (class_no, course_id, name, subject, form, task, state, state_since, funding, starts_on, ends_on, enrol_from, enrol_until, city, venue, is_online,
                  capacity, needs_review, client, hours, fee, who_pays, audience, requirements, syllabus, materials, board, lodging, version)
                VALUES (@No, @course, @Name, 'ProfessionalSubject', 'training', 'commissioned', @state, '2026-03-01T00:00:00.000Z', 'Fiscal', '2026-03-01', '2026-04-01', '2026-01-01', '2026-02-01', '西安', '一号楼', FALSE,
                  60, FALSE, '', 160, 0, '', '', '', '', '', '', '', 1)
                """, new { No = $"2026-9{no:D3}", course, Name = $"测试班{no}", state });
            var people = new List<long>(learners ?? []);
            for (var i = people.Count; i < 5 && learners is null; i++)
            {
                people.Add(await s.InsertAsync("""
                    INSERT INTO learner (account_id, name, sex, document_kind, number_hash, number_stored, number_masked, employer, employer_key, title, title_level, education, province, source, created_at, updated_at)
                    VALUES (@Account, @Name, 'unknown', 'IdentityCard', @Hash, '', '610***********1234', '某厂', '某厂', '工程师', 'Intermediate', '', '61', 'roster', '2026-01-01', '2026-01-01')
                    """, new { Account = 5000L + no * 10 + i, Name = $"学员{no}{i}", Hash = $"h{no}-{i}" }));
            }
            foreach (var person in people)
            {
                await s.ExecuteAsync("INSERT INTO enrolment (class_id, learner_id, state, source, turn, applied_at) VALUES (@id, @person, 'admitted', 'staff', 0, '2026-01-10T00:00:00.000Z')", new { id, person });
            }
            return new SampleClass(bench) { Id = id, Learners = people };
        });
    }

    public Task<long> SessionAsync(string day = "2026-03-16", string from = "08:30", string until = "11:30", int tenths = 40) => bench.Database.WriteAsync(s => s.InsertAsync("""
        INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room) VALUES (@Id, @day, @from, @until, @tenths, '讲授', '101')
        """, new { Id, day, from, until, tenths }));

    public Task<StepOutcome> TakeAsync(long lesson, string step, ICurrentUser user, string? comment = null, bool passReviews = false, Bench? node = null) =>
        (node ?? bench).RunAsync<WorkflowEngine, StepOutcome>(engine => engine.TakeAsync(new StepRequest("ClassSession", lesson, step) { Comment = comment, PassReviews = passReviews }, user));

    public Task<HourBalance> BalanceAsync(int learner, int year = 2026) => bench.Database.ReadAsync(s => Ledger.BalanceAsync(s, Learners[learner], year));

    public Task<IReadOnlyList<HourEntry>> EntriesAsync(long lesson) => bench.Database.ReadAsync(s => Ledger.OfSourceAsync(s, HourSources.Session, lesson));

    public Task<IReadOnlyList<string>> RefusalsAsync(long lesson) =>
        bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT rule FROM hour_refusal WHERE session_id = @lesson AND lifted_at IS NULL ORDER BY id", new { lesson }));

    private IHourLedger Ledger => (IHourLedger)bench.Services.GetService(typeof(IHourLedger))!;
}
