using CEBase.Learning;
using CEBase.Learning.Attendance;

namespace CEBase.Tests.Learning;

public sealed class SessionTests
{
    private static async Task<Bench> StartAsync(DatabaseKind kind)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        return bench;
    }

    private static Task<SheetOutcome> MarkAsync(Bench bench, long lesson, AttendanceState? rest = null, TestUser? by = null, params SignInSheetRow[] rows) =>
        bench.RunAsync<AttendanceSheet, SheetOutcome>(sheet => sheet.SaveAsync(lesson, rows, rest, by ?? SampleClass.Staff));

    private static async Task<(SampleClass Class, long Session)> ConfirmedAsync(Bench bench)
    {
        var sample = await SampleClass.MakeAsync(bench);
        var lesson = await sample.SessionAsync();
        await MarkAsync(bench, lesson, AttendanceState.Present, null, new SignInSheetRow(sample.Learners[0], AttendanceState.Absent, null, 0));
        Assert.True((await sample.TakeAsync(lesson, "confirm", SampleClass.Staff)).Taken);
        return (sample, lesson);
    }

    [Theory, BothDatabases]
    public async Task Confirming_posts_hours_for_those_present_and_for_nobody_else(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var (sample, lesson) = await ConfirmedAsync(bench);

        Assert.Equal(4, (await sample.EntriesAsync(lesson)).Count);
        Assert.Equal(0, (await sample.BalanceAsync(0)).Total.Tenths);
        Assert.Equal(40, (await sample.BalanceAsync(1)).ProfessionalHours.Tenths);
    }

    [Theory, BothDatabases]
    public async Task A_session_with_somebody_unmarked_or_not_yet_over_is_not_confirmed(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var sample = await SampleClass.MakeAsync(bench);
        var (over, coming) = (await sample.SessionAsync(), await sample.SessionAsync(from: "14:00", until: "17:00"));
        await MarkAsync(bench, coming, AttendanceState.Present);

        Assert.Contains((await sample.TakeAsync(over, "confirm", SampleClass.Staff)).Findings, f => f.Rule == "attendance.incomplete");
        Assert.Contains((await sample.TakeAsync(coming, "confirm", SampleClass.Staff)).Findings, f => f.Rule == "session.not-over");
        Assert.Empty(await sample.EntriesAsync(coming));
    }

    [Theory, BothDatabases]
    public async Task Confirming_from_many_clients_at_once_posts_once(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var sample = await SampleClass.MakeAsync(bench);
        var lesson = await sample.SessionAsync();
        await MarkAsync(bench, lesson, AttendanceState.Present);
        await using var other = kind == DatabaseKind.PostgreSql ? bench.SecondNode() : null;

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => sample.TakeAsync(lesson, "confirm", SampleClass.Staff, node: i % 2 == 0 ? other ?? bench : bench))));

        Assert.Equal(1, outcomes.Count(o => o.Taken));
        Assert.All(outcomes.Where(o => !o.Taken), o => Assert.True(o.AlreadyThere, o.Refusal));
        Assert.Equal(5, (await sample.EntriesAsync(lesson)).Count);
    }

    [Theory, BothDatabases]
    public async Task Two_classes_confirmed_at_once_give_one_learner_overlapping_hours_once(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var one = await SampleClass.MakeAsync(bench);
        var two = await SampleClass.MakeAsync(bench, one.Learners);
        var (a, b) = (await one.SessionAsync(from: "08:30", until: "11:30"), await two.SessionAsync(from: "09:00", until: "10:00", tenths: 10));
        await MarkAsync(bench, a, AttendanceState.Present);
        await MarkAsync(bench, b, AttendanceState.Present);

        await Task.WhenAll(Task.Run(() => one.TakeAsync(a, "confirm", SampleClass.Staff)), Task.Run(() => two.TakeAsync(b, "confirm", SampleClass.Staff)));

        Assert.Equal(5, (await one.EntriesAsync(a)).Count + (await two.EntriesAsync(b)).Count);
        Assert.Equal(Enumerable.Repeat("credit.overlap", 5), [.. await one.RefusalsAsync(a), .. await two.RefusalsAsync(b)]);
    }

    [Theory, BothDatabases]
    public async Task Reopening_takes_the_hours_back_and_confirming_again_posts_them_again(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var (sample, lesson) = await ConfirmedAsync(bench);

        Assert.False((await sample.TakeAsync(lesson, "reopen", SampleClass.Office)).Taken);
        Assert.True((await sample.TakeAsync(lesson, "reopen", SampleClass.Office, "课次登记错误")).Taken);
        Assert.Equal(0, (await sample.BalanceAsync(1)).Total.Tenths);
        Assert.True((await sample.TakeAsync(lesson, "confirm", SampleClass.Staff)).Taken);

        Assert.Equal(40, (await sample.BalanceAsync(1)).Total.Tenths);
        Assert.Equal(12, (await sample.EntriesAsync(lesson)).Count);
    }

    [Theory, BothDatabases]
    public async Task Who_confirmed_cannot_correct_without_the_right_to_override(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var (sample, lesson) = await ConfirmedAsync(bench);
        var same = new TestUser(SampleClass.Staff.AccountId!.Value, "Hours.Correct", "Classes.Manage");
        var trusted = new TestUser(SampleClass.Staff.AccountId!.Value, "Hours.Correct", "Classes.Manage", "Findings.Override");

        Assert.Contains((await sample.TakeAsync(lesson, "reopen", same, "写明理由", passReviews: true)).Findings, f => f.Rule == "correction.four-eyes");
        Assert.Equal(40, (await sample.BalanceAsync(1)).Total.Tenths);
        Assert.True((await sample.TakeAsync(lesson, "reopen", trusted, "写明理由", passReviews: true)).Taken);
    }

    [Theory, BothDatabases]
    public async Task A_correction_reverses_and_posts_anew_for_one_learner_only_once(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var (sample, lesson) = await ConfirmedAsync(bench);
        Task<CEBase.Platform.Workflows.StepOutcome> Correct(int learner, AttendanceState state) => bench.RunAsync<Corrections, CEBase.Platform.Workflows.StepOutcome>(c =>
            c.CorrectAsync(lesson, sample.Learners[learner], state, "教师证明到课", false, SampleClass.Office));

        Assert.True((await Correct(0, AttendanceState.Present)).Taken);
        Assert.True((await Correct(0, AttendanceState.Present)).AlreadyThere);
        Assert.True((await Correct(1, AttendanceState.Absent)).Taken);

        Assert.Equal((40, 0, 40), ((await sample.BalanceAsync(0)).Total.Tenths, (await sample.BalanceAsync(1)).Total.Tenths, (await sample.BalanceAsync(2)).Total.Tenths));
    }

    [Theory, BothDatabases]
    public async Task Somebody_who_lost_the_seat_is_refused_with_a_reason(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var sample = await SampleClass.MakeAsync(bench);
        var lesson = await sample.SessionAsync();
        await MarkAsync(bench, lesson, AttendanceState.Present);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE enrolment SET state = 'withdrawn' WHERE learner_id = @Id", new { Id = sample.Learners[2] }));

        Assert.True((await sample.TakeAsync(lesson, "confirm", SampleClass.Staff)).Taken);

        Assert.Equal(["credit.not-on-roster"], await sample.RefusalsAsync(lesson));
        Assert.Equal(4, (await sample.EntriesAsync(lesson)).Count);
    }

    [Theory, BothDatabases]
    public async Task A_row_that_somebody_else_changed_meanwhile_is_told_and_not_overwritten(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var sample = await SampleClass.MakeAsync(bench);
        var lesson = await sample.SessionAsync();
        var learner = sample.Learners[0];
        await MarkAsync(bench, lesson, null, null, new SignInSheetRow(learner, AttendanceState.Late, null, 0), new SignInSheetRow(sample.Learners[1], AttendanceState.Present, null, 0));

        var stale = await MarkAsync(bench, lesson, null, SampleClass.Staff, new SignInSheetRow(learner, AttendanceState.Absent, null, 0), new SignInSheetRow(sample.Learners[2], AttendanceState.Present, null, 0));

        Assert.Equal((1, learner), (stale.Saved, Assert.Single(stale.ConflictIds)));
        Assert.Contains("迟到", Assert.Single(stale.Conflicts));
        Assert.Equal(1, (await MarkAsync(bench, lesson, null, null, new SignInSheetRow(learner, AttendanceState.Absent, AttendanceState.Late, 1))).Saved);
    }

    [Theory, BothDatabases]
    public async Task A_learner_checks_in_with_the_code_of_the_minute_twice_without_harm(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var sample = await SampleClass.MakeAsync(bench);
        var lesson = await sample.SessionAsync(from: "12:10", until: "15:00");
        var account = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT account_id FROM learner WHERE id = @Id", new { Id = sample.Learners[0] }));
        var learner = new TestUser(account, "Hours.Own");
        var shown = await ShowAsync(bench, lesson);

        Assert.True((await CheckInAsync(bench, lesson, shown.Long, learner)).IsNew);
        Assert.False((await CheckInAsync(bench, lesson, shown.Long, learner)).IsNew);
        Assert.Equal("check_in_unknown", (await Assert.ThrowsAsync<Refusal>(() => CheckInAsync(bench, 99999, shown.Long, learner))).Code);

        var other = new TestUser(account + 1, "Hours.Own");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.True((await CheckInAsync(bench, null, shown.Digits, other)).IsNew);
        var third = new TestUser(account + 2, "Hours.Own");
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("check_in_code", (await Assert.ThrowsAsync<Refusal>(() => CheckInAsync(bench, lesson, shown.Long, third))).Code);
        Assert.Equal("check_in_code", (await Assert.ThrowsAsync<Refusal>(() => CheckInAsync(bench, null, shown.Digits, third))).Code);
    }

    [Theory, BothDatabases]
    public async Task Trying_codes_through_is_stopped_after_a_few(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var sample = await SampleClass.MakeAsync(bench);
        var lesson = await sample.SessionAsync(from: "12:10", until: "15:00");
        await ShowAsync(bench, lesson);
        var account = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT account_id FROM learner WHERE id = @Id", new { Id = sample.Learners[0] }));
        var learner = new TestUser(account, "Hours.Own");
        var codes = new List<string>();
        for (var i = 0; i < 9; i++)
        {
            codes.Add((await Assert.ThrowsAsync<Refusal>(() => CheckInAsync(bench, null, "x", learner))).Code);
        }

        Assert.Equal([.. Enumerable.Repeat("check_in_code", 8), "check_in_too_often"], codes);
    }

    [Theory, BothDatabases]
    public async Task The_sample_year_is_made_through_the_ledger_and_twice_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        await bench.RecipeAsync("demo");
        var entries = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM hour_entry"));
        var balance = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT sum(public_hours + professional_hours) FROM hour_balance"));

        await bench.RecipeAsync("demo");

        Assert.True(entries > 500, $"{entries} entries");
        Assert.Equal(entries, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM hour_entry")));
        Assert.Equal(balance, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT sum(hours) FROM hour_entry")));
        Assert.True(await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM hour_refusal")) > 0);
    }

    private static async Task<ShownCode> ShowAsync(Bench bench, long lesson)
    {
        await using var scope = bench.Services.CreateAsyncScope();
        var file = await bench.Database.ReadAsync(s => scope.ServiceProvider.GetRequiredService<LessonHours>().FileAsync(s, lesson));
        return await scope.ServiceProvider.GetRequiredService<CheckInService>().ShowAsync(file!);
    }

    private static Task<CheckedIn> CheckInAsync(Bench bench, long? lesson, string code, TestUser learner) =>
        bench.RunAsync<CheckInService, CheckedIn>(desk => desk.CheckInAsync(lesson, code, learner));
}
