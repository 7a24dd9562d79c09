using CEBase.Catalogue;
using CEBase.Enrollment;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;
using CEBase.Projects;
using EnrolmentPermissions = CEBase.Enrollment.Permissions;

namespace CEBase.Tests.Enrollment;

/// <summary>A bench with one class and any number of learners.</summary>
internal sealed class SeatBench(Bench bench, FakeClasses classes) : IAsyncDisposable
{
    public const long ClassId = 7001;
    public static readonly ICurrentUser Staff = new TestUser(1, EnrolmentPermissions.Manage, EnrolmentPermissions.View, EnrolmentPermissions.ImportRosters);

    /// <summary>The class that is acted on.</summary>
    public long Current { get; private set; } = ClassId;

    public Bench Bench => bench;
    public FakeClasses Classes => classes;
    public IDatabase Database => bench.Database;

    public static async Task<SeatBench> StartAsync(DatabaseKind kind, int capacity, Func<ClassCard, ClassCard>? adjust = null, params SeatQuota[] quotas)
    {
        var classes = new FakeClasses();
        var bench = await Bench.StartAsync(kind, services => services.AddSingleton<IClassDirectory>(classes));
        var card = new ClassCard
        {
            Id = ClassId,
            ClassNo = "2026-901",
            Name = "复合材料结构设计高级研修班",
            State = ClassStates.Open,
            Funding = FundingMode.Open,
            StartsOn = new DateOnly(2026, 5, 11),
            EndsOn = new DateOnly(2026, 5, 15),
            EnrolUntil = new DateOnly(2026, 5, 1),
            Capacity = capacity,
        };
        classes.Put(adjust?.Invoke(card) ?? card, quotas);
        var made = new SeatBench(bench, classes);
        await made.ResizeAsync(capacity);
        return made;
    }

    public SeatBench SecondNode() => new(bench.SecondNode(services => services.AddSingleton<IClassDirectory>(classes)), classes);

    /// <summary>Goes on with another empty class of the same kind: what happened in the last one stays, as its ledger is append-only.</summary>
    public Task NextClassAsync(int capacity, SeatQuota[] quotas)
    {
        var last = classes[Current];
        classes.Remove(Current);
        Current++;
        classes.Put(last with { Id = Current, ClassNo = $"2026-{Current}" }, [.. quotas.Select(q => q with { Id = q.Id + Current * 10, ClassId = Current })]);
        return ResizeAsync(capacity);
    }

    public async Task<List<long>> LearnersAsync(int count, string employer = "西安示例研究所", int from = 0) => await Database.WriteAsync(async db =>
    {
        var ids = new List<long>(count);
        var store = bench.Services.GetRequiredService<LearnerRepository>();
        for (var i = from; i < from + count; i++)
        {
            ids.Add(await store.AddAsync(db, new Learner
            {
                AccountId = 10_000 + i,
                Name = $"学员{i}",
                DocumentKind = DocumentKind.Other,
                Number = new ProtectedNumber("x", $"hash-{i}", "***"),
                Employer = employer,
                Phone = "13800000000",
            }));
        }
        return ids;
    });

    public Task<Seating> ApplyAsync(long learnerId, string employer = "西安示例研究所") => InWriteAsync(async (db, services) =>
        await services.GetRequiredService<SeatService>().ApplyAsync(
            db, new SeatRequest(classes[Current], learnerId, Employers.Key(employer), EnrolmentSteps.Enrol, Sources.Staff), Staff));

    public Task<StepOutcome> TakeAsync(long learnerId, string step, string? comment = "按本人要求办理", bool passReviews = false) => InWriteAsync(async (db, services) =>
    {
        var id = await db.ScalarAsync<long>("SELECT id FROM enrolment WHERE class_id = @ClassId AND learner_id = @learnerId", new { ClassId = Current, learnerId });
        return await services.GetRequiredService<SeatService>().TakeAsync(
            db, new StepRequest(EnrolmentStates.RecordType, id, step) { Comment = comment, PassReviews = passReviews }, Staff);
    });

    public Task<GroupSeated> GroupAsync(IReadOnlyList<long> learnerIds) => InWriteAsync(async (db, services) =>
    {
        var people = await db.QueryAsync<Learner>("SELECT id, employer_key FROM learner WHERE id IN @learnerIds ORDER BY id", new { learnerIds });
        return await services.GetRequiredService<GroupSeating>().ApplyAsync(db, classes[Current], "西安示例研究所", people, EnrolmentSteps.Enrol, Sources.Organisation, Staff);
    });

    public Task ResizeAsync(int capacity)
    {
        return Database.WriteAsync(async db =>
        {
            classes.Put(classes[Current] with { Capacity = capacity }, [.. await classes.QuotasAsync(db, Current)]);
            await db.RaiseAsync(new ClassSeatsChanged(Current, capacity));
        });
    }

    public Task MoveClassAsync(string to) => Database.WriteAsync(async db =>
    {
        var from = classes[Current].State;
        classes.Put(classes[Current] with { State = to }, [.. await classes.QuotasAsync(db, Current)]);
        await db.RaiseAsync(new ClassStateChanged(Current, from, to));
    });

    public Task<string?> StateAsync(long learnerId) => Database.ReadAsync(db =>
        db.ScalarAsync<string>("SELECT state FROM enrolment WHERE class_id = @ClassId AND learner_id = @learnerId", new { ClassId = Current, learnerId }));

    public Task<int> CountAsync(string state) => Database.ReadAsync(async db =>
        (int)await db.ScalarAsync<long>("SELECT count(*) FROM enrolment WHERE class_id = @ClassId AND state = @state", new { ClassId = Current, state }));

    /// <summary>What must hold after every transaction; returns what does not.</summary>
    public Task<List<string>> BrokenInvariantsAsync() => Database.ReadAsync(async db =>
    {
        var broken = new List<string>();
        var pool = (await db.FirstAsync<PoolRow>("SELECT class_id, capacity, taken FROM seat_pool WHERE class_id = @ClassId", new { ClassId = Current }))!;
        var admitted = await db.ScalarAsync<long>("SELECT count(*) FROM enrolment WHERE class_id = @ClassId AND state = 'admitted'", new { ClassId = Current });
        var ledger = await db.ScalarAsync<long>("SELECT COALESCE(SUM(change), 0) FROM seat_ledger WHERE class_id = @ClassId", new { ClassId = Current });
        var groups = await db.QueryAsync<GroupRow>("SELECT quota_id, seats, taken FROM seat_group WHERE class_id = @ClassId", new { ClassId = Current });
        Expect(pool.Taken == admitted, $"taken {pool.Taken}, admitted {admitted}");
        Expect(pool.Taken <= pool.Capacity, $"taken {pool.Taken} of {pool.Capacity}");
        Expect(ledger == pool.Taken, $"ledger {ledger}, taken {pool.Taken}");
        foreach (var group in groups)
        {
            var held = await db.ScalarAsync<long>("SELECT count(*) FROM enrolment WHERE quota_id = @QuotaId AND state = 'admitted'", new { group.QuotaId });
            Expect(held == group.Taken && group.Taken <= group.Seats, $"group {group.QuotaId}: {held} held, {group.Taken} taken of {group.Seats}");
        }
        var waiting = await db.QueryAsync<Enrolment>("SELECT id, quota_id, group_application_id FROM enrolment WHERE class_id = @ClassId AND state = 'waitlisted'", new { ClassId = Current });
        foreach (var unit in waiting.GroupBy(w => w.GroupApplicationId is { } g ? -g : w.Id))
        {
            var fits = unit.Count() <= pool.Free && unit.GroupBy(w => w.QuotaId).All(g => g.Key is not { } q || groups.First(x => x.QuotaId == q).Free >= g.Count());
            Expect(!fits, $"unit {unit.Key} of {unit.Count()} waits though {pool.Free} seats are free");
        }
        return broken;

        void Expect(bool holds, string sentence)
        {
            if (!holds)
            {
                broken.Add(sentence);
            }
        }
    });

    private async Task<T> InWriteAsync<T>(Func<DbScope, IServiceProvider, Task<T>> work)
    {
        await using var scope = bench.Services.CreateAsyncScope();
        return await Database.WriteAsync(db => work(db, scope.ServiceProvider));
    }

    public ValueTask DisposeAsync() => bench.DisposeAsync();
}
