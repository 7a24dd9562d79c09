using CEBase.Catalogue;
using CEBase.Enrollment;
using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Applications;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.RosterCheck;
using CEBase.Learning.Attendance;
using CEBase.Projects;
using CEBase.Tests.Learning;
using CEBase.Tests.Projects;
using EnrolmentPermissions = CEBase.Enrollment.Permissions;

namespace CEBase.Tests.Enrollment;

public sealed class AgreementTests
{
    private static Task<long> PublishAsync(Bench bench, int version) => bench.Database.WriteAsync(s => s.InsertAsync("""
        INSERT INTO agreement_text (version, title, text, published_at, published_by) VALUES (@version, '学员知情协议', '费用、退费与纪律。', '2026-01-01T00:00:00.000Z', '基地')
        """, new { version }));

    /// <summary>A running class of five whose project recruits from the public, or doesn't.</summary>
    private static async Task<(SampleClass Sample, ClassCard Card)> ClassAsync(Bench bench, FundingMode funding = FundingMode.Open, bool hasProject = true)
    {
        var sample = await SampleClass.MakeAsync(bench);
        if (hasProject)
        {
            var project = await bench.ProjectAsync(funding: funding);
            await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET project_id = @Project WHERE id = @Id", new { Project = project.Id, sample.Id }));
        }
        return (sample, await bench.RunAsync<IClassDirectory, ClassCard>(d => bench.Database.ReadAsync(async s => (await d.GetAsync(s, [sample.Id])).Single())));
    }

    private static Task AgreeAsync(Bench bench, ClassCard card, long learner, long text) => bench.RunAsync<AgreementService>(desk =>
        bench.Database.WriteAsync(s => desk.AgreeAsync(s, card, learner, text, new TestUser(1, EnrolmentPermissions.Own))));

    private static Task<IReadOnlyList<long>> MissingAsync(Bench bench, SampleClass sample) => bench.RunAsync<IAgreementConsents, IReadOnlyList<long>>(consents =>
        bench.Database.ReadAsync(s => consents.MissingAsync(s, sample.Id, [.. sample.Learners])));

    [Theory, BothDatabases]
    public async Task Who_agreed_to_a_version_need_not_agree_to_a_later_one_and_a_consent_is_never_changed(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var (sample, card) = await ClassAsync(bench);
        var first = await PublishAsync(bench, 2);
        Assert.Equal(5, (await MissingAsync(bench, sample)).Count);
        await AgreeAsync(bench, card, sample.Learners[0], first);
        await AgreeAsync(bench, card, sample.Learners[0], first);
        var second = await PublishAsync(bench, 3);
        Assert.Equal(sample.Learners.Skip(1), await MissingAsync(bench, sample));
        Assert.Equal("agreement_changed", (await Assert.ThrowsAsync<Refusal>(() => AgreeAsync(bench, card, sample.Learners[1], first))).Code);
        await AgreeAsync(bench, card, sample.Learners[1], second);
        Assert.Equal([2, 3], await bench.Database.ReadAsync(s => s.QueryAsync<int>("SELECT agreement_version FROM agreement_consent ORDER BY id")));
        await Assert.ThrowsAnyAsync<Exception>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("DELETE FROM agreement_consent")));
    }

    [Fact]
    public async Task Nothing_is_asked_of_classes_without_a_project_or_with_one_that_does_not_recruit()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        await PublishAsync(bench, 2);
        Assert.Empty(await MissingAsync(bench, (await ClassAsync(bench, hasProject: false)).Sample));
        Assert.Empty(await MissingAsync(bench, (await ClassAsync(bench, FundingMode.Commissioned)).Sample));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Checking_in_waits_for_the_agreement_by_scan_and_by_digits(bool byScan)
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var (sample, card) = await ClassAsync(bench);
        var text = await PublishAsync(bench, 2);
        var db = await sample.SessionAsync(from: "11:50", until: "14:00");
        var account = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT account_id FROM learner WHERE id = @Id", new { Id = sample.Learners[0] }));
        var learner = new TestUser(account, EnrolmentPermissions.Own);
        var shown = await bench.RunAsync<IServiceProvider, ShownCode>(async services => await services.GetRequiredService<CheckInService>().ShowAsync(
            (await bench.Database.ReadAsync(s => services.GetRequiredService<LessonHours>().FileAsync(s, db)))!));

        Task<CheckedIn> CheckInAsync() => bench.RunAsync<CheckInService, CheckedIn>(desk => byScan ? desk.CheckInAsync(db, shown.Long, learner) : desk.CheckInAsync(null, shown.Digits, learner));
        var missing = await Assert.ThrowsAsync<AgreementMissing>(CheckInAsync);
        Assert.Equal(("agreement_missing", $"/my/enrolments/{card.ClassNo}/agreement"), (missing.Code, missing.Address));
        Assert.Equal(0, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM attendance_mark")));
        await AgreeAsync(bench, card, sample.Learners[0], text);
        Assert.True((await CheckInAsync()).IsNew);
    }

    [Theory, BothDatabases]
    public async Task The_start_gates_compare_roster_and_contract_and_list_who_is_not_the_clients(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var (sample, card) = await ClassAsync(bench, FundingMode.Commissioned);
        await bench.Database.WriteAsync(async s =>
        {
            await s.ExecuteAsync("UPDATE training_class SET funding = 'Commissioned', client = '某厂' WHERE id = @Id", new { sample.Id });
            await s.ExecuteAsync("UPDATE learner SET phone = '13800000000', employer = '某厂', employer_key = '某厂' WHERE id IN @Learners", new { Learners = sample.Learners.ToArray() });
            await s.ExecuteAsync("UPDATE learner SET employer = '另一家厂', employer_key = '另一家厂', phone = NULL WHERE id = @Id", new { Id = sample.Learners[4] });
            var client = await s.InsertAsync("""
                INSERT INTO client (name, credit_code, code_fits, licence_seen_by, region, is_outside_region, contact_name, contact_phone, invoice_title, invoice_details, related_persons, is_relation_declared, version)
                VALUES ('某厂', '', TRUE, '', '', FALSE, '', '', '', '', '', FALSE, 1)
                """);
            await s.ExecuteAsync("""
                INSERT INTO contract (number, state, state_since, client_id, project_id, kind, deviation, has_safety_clause, headcount, price, starts_on, ends_on, negotiated_on, scan_name, key_terms, partners, is_declared, version)
                VALUES ('HT-1', 'signed', '2026-01-01T00:00:00.000Z', @client, (SELECT project_id FROM training_class WHERE id = @Id), 'Training', '', TRUE, 4, 100, '2026-03-01', '2026-04-01', '2026-01-01', '', '', '', TRUE, 1)
                """, new { client, sample.Id });
        });
        var file = await FileAsync();
        Assert.Equal([RosterRule.TooMany, RosterRule.FieldsMissing], file.CountFindings.Select(f => f.Rule));
        Assert.Equal([OwnPeopleRule.Undocumented], file.PeopleFindings.Select(f => f.Rule));
        var other = file.People.Single(p => p.Belonging == Belonging.Other);

        var staff = new TestUser(1, EnrolmentPermissions.Logistics, "Classes.Manage");
        await bench.RunAsync<OwnPeopleService>(async desk =>
        {
            Assert.Equal("reason_missing", (await Assert.ThrowsAsync<Refusal>(() => NoteAsync(desk, " "))).Code);
            await using var pdf = new MemoryStream("%PDF-1.7 证明"u8.ToArray());
            await bench.Database.WriteAsync(s => desk.NoteAsync(s, card.ClassNo, [other.Enrolment.Id], "外聘项目人员", (pdf, "证明.pdf"), staff));
        });
        file = await FileAsync();
        Assert.Empty(file.PeopleFindings);
        Assert.Equal("证明.pdf", file.People.Single(p => p.Belonging == Belonging.Other).Note!.FileName);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE learner SET employer = '第三家厂', employer_key = '第三家厂' WHERE id = @Id", new { Id = sample.Learners[4] }));
        Assert.Equal([OwnPeopleRule.Undocumented], (await FileAsync()).PeopleFindings.Select(f => f.Rule));

        Task<int> NoteAsync(OwnPeopleService desk, string reason) => bench.Database.WriteAsync(s => desk.NoteAsync(s, card.ClassNo, [other.Enrolment.Id], reason, null, staff));
        Task<RosterFile> FileAsync() => bench.RunAsync<RosterFacts, RosterFile>(async facts => (await bench.Database.ReadAsync(s => facts.OfAsync(s, sample.Id)))!);
    }
}
