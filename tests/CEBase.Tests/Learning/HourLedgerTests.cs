using CEBase.Catalogue;
using CEBase.Learning;
using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Learning;

public sealed class HourLedgerTests
{
    private const int Clients = 24;
    private static readonly TestUser Adviser = new(7);

    private static HourPosting Posting(long learner = 1, long lesson = 100, int tenths = 40, SubjectKind subject = SubjectKind.ProfessionalSubject, DateOnly? day = null) =>
        new(learner, subject, lesson, 5, day ?? new DateOnly(2026, 3, 10), new TimeOnly(9, 0), new TimeOnly(12, 0), new StudyHours(tenths));

    private static IHourLedger Ledger(Bench bench) => bench.Services.GetRequiredService<IHourLedger>();

    private static Task<IReadOnlyList<HourEntry>> Post(Bench bench, params HourPosting[] postings) =>
        bench.Database.WriteAsync(db => Ledger(bench).PostAsync(db, postings, Adviser));

    private static Task<IReadOnlyList<HourEntry>> Reverse(Bench bench, string reason, params long[] ids) =>
        bench.Database.WriteAsync(db => Ledger(bench).ReverseAsync(db, ids, reason, Adviser));

    private static Task<HourBalance> Balance(Bench bench, long learner = 1, int year = 2026) =>
        bench.Database.ReadAsync(db => Ledger(bench).BalanceAsync(db, learner, year));

    [Theory, BothDatabases]
    public async Task A_posting_counts_in_balance_by_subject(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);

        await Post(bench, Posting(), Posting(lesson: 101, tenths: 25, subject: SubjectKind.PublicSubject));

        var balance = await Balance(bench);
        Assert.Equal((40, 25, 65), (balance.ProfessionalHours.Tenths, balance.PublicHours.Tenths, balance.Total.Tenths));
    }

    [Theory, BothDatabases]
    public async Task Posting_again_writes_nothing_and_a_reversal_lets_it_be_posted_once_more(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var first = Assert.Single(await Post(bench, Posting()));
        Assert.Empty(await Post(bench, Posting(), Posting()));

        var back = Assert.Single(await Reverse(bench, "登记错误", first.Id));
        Assert.Equal((-40, first.Id, "登记错误"), (back.Hours.Tenths, back.ReversalOf, back.Reason));
        Assert.Equal(0, (await Balance(bench)).Total.Tenths);
        Assert.Empty(await Reverse(bench, "再冲一次", first.Id));

        var again = Assert.Single(await Post(bench, Posting(tenths: 20)));
        Assert.Equal(1, again.Sequence);
        Assert.Empty(await Post(bench, Posting(tenths: 20)));
        Assert.Equal(20, (await Balance(bench)).Total.Tenths);
    }

    [Theory, BothDatabases]
    public async Task A_reversal_without_a_reason_is_refused(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var entry = Assert.Single(await Post(bench, Posting()));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Reverse(bench, " ", entry.Id));

        Assert.Equal("reason_missing", refusal.Code);
        Assert.Equal(40, (await Balance(bench)).Total.Tenths);
    }

    [Theory, BothDatabases]
    public async Task The_database_itself_lets_nobody_change_or_delete_an_entry(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await Post(bench, Posting());

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE hour_entry SET hours = 990")));
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("DELETE FROM hour_entry")));

        Assert.Equal(40, (await Balance(bench)).Total.Tenths);
    }

    [Theory, BothDatabases]
    public async Task The_day_decides_the_year_to_the_last_of_december(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);

        await Post(bench, Posting(lesson: 1, day: new DateOnly(2025, 12, 31)), Posting(lesson: 2, tenths: 10, day: new DateOnly(2026, 1, 1)));

        Assert.Equal(40, (await Balance(bench, year: 2025)).Total.Tenths);
        Assert.Equal(10, (await Balance(bench, year: 2026)).Total.Tenths);
    }

    [Theory, BothDatabases]
    public async Task With_the_unique_key_off_many_clients_post_twice_so_the_harness_would_see_it(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("CREATE TABLE loose (learner_id bigint NOT NULL)"));

        // The check as a page would make it, outside the transaction that writes; all clients look before the first one writes.
        var looked = 0;
        var allLooked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await OnManyClients(async () =>
        {
            var count = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM loose"));
            if (Interlocked.Increment(ref looked) == Clients)
            {
                allLooked.SetResult();
            }
            await allLooked.Task;
            if (count == 0)
            {
                await bench.Database.WriteAsync(s => s.ExecuteAsync("INSERT INTO loose (learner_id) VALUES (1)"));
            }
        });

        Assert.True(await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM loose")) > 1);
    }

    [Theory, BothDatabases]
    public async Task Many_clients_on_two_nodes_post_a_session_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        // A second SQLite process would be a second queue; two nodes are for PostgreSQL.
        await using var other = kind == DatabaseKind.PostgreSql ? bench.SecondNode() : null;
        var postings = Enumerable.Range(1, 30).Select(learner => Posting(learner)).ToArray();
        var written = 0;
        var turn = 0;

        await OnManyClients(async () =>
        {
            var node = Interlocked.Increment(ref turn) % 2 == 0 ? other ?? bench : bench;
            Interlocked.Add(ref written, (await Post(node, postings)).Count);
        });

        Assert.Equal(30, written);
        Assert.Equal(40, (await Balance(bench, 17)).Total.Tenths);
    }

    [Theory, BothDatabases]
    public async Task Many_clients_reverse_an_entry_once(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var entry = Assert.Single(await Post(bench, Posting()));
        var written = 0;

        await OnManyClients(async () => Interlocked.Add(ref written, (await Reverse(bench, "并发冲销", entry.Id)).Count));

        Assert.Equal(1, written);
        Assert.Equal(0, (await Balance(bench)).Total.Tenths);
    }

    [Theory, BothDatabases]
    public async Task Whatever_is_posted_reversed_and_posted_again_the_balance_is_the_sum_of_entries(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var acts = (from learner in Gen.Choose(1, 3)
                    from lesson in Gen.Choose(1, 4)
                    from tenths in Gen.Choose(1, 80)
                    from reverses in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
                    select (learner, lesson, tenths, reverses)).ListOf(60);

        foreach (var round in acts.Sample(6))
        {
            var batches = round.Chunk(12).Select(batch => Task.Run(async () =>
            {
                foreach (var (learner, lesson, tenths, reverses) in batch)
                {
                    if (!reverses)
                    {
                        await Post(bench, Posting(learner, lesson, tenths, lesson % 2 == 0 ? SubjectKind.PublicSubject : SubjectKind.ProfessionalSubject));
                        continue;
                    }
                    var standing = (await bench.Database.ReadAsync(s => Ledger(bench).OfSourceAsync(s, HourSources.Session, lesson))).Where(e => e.Stands && e.LearnerId == learner);
                    await Reverse(bench, "随机冲销", [.. standing.Select(e => e.Id)]);
                }
            }));
            await Task.WhenAll(batches);
            await AssertSumsHold(bench);
        }
    }

    private static async Task AssertSumsHold(Bench bench)
    {
        for (var learner = 1; learner <= 3; learner++)
        {
            var entries = await bench.Database.ReadAsync(s => Ledger(bench).EntriesAsync(s, learner, 2026));
            var balance = await Balance(bench, learner);
            Assert.Equal(entries.Where(e => e.Subject == SubjectKind.PublicSubject).Sum(e => e.Hours.Tenths), balance.PublicHours.Tenths);
            Assert.Equal(entries.Where(e => e.Subject == SubjectKind.ProfessionalSubject).Sum(e => e.Hours.Tenths), balance.ProfessionalHours.Tenths);
            Assert.All(entries.Where(e => e.Stands).GroupBy(e => e.SourceId), standing => Assert.Single(standing));
        }
        var days = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT coalesce(sum(hours), 0) FROM hour_day"));
        Assert.Equal(await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT coalesce(sum(hours), 0) FROM hour_entry")), days);
    }

    private static Task OnManyClients(Func<Task> act)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () => { await gate.Task; await act(); })).ToList();
        gate.SetResult();
        return Task.WhenAll(clients);
    }
}
