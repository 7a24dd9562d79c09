using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Claims.Papers;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using CEBase.Tests.Learning;

namespace CEBase.Tests.Funds;

/// <summary>Which papers a claim needs, what the class has of them, and what a missing one does.</summary>
public sealed class ClaimPaperTests
{
    private static readonly PaperTable Table = PaperTable.Load(Path.Combine(Repository.Recipes, "funds", "claim-papers.json"));

    private static readonly FundLine Budget = new() { Id = 1, Year = 2026, UseCode = "19(4)", Item = "专家食宿费" };

    private static ClaimLine Line(LineKind kind, long? classId = null, decimal yuan = 700, string payee = "西安示例宾馆", long id = 1) =>
        new() { Id = id, Kind = kind, Payee = payee, Amount = Money.FromYuan(yuan), ClassId = classId };

    private static string[] Asked(ClaimLine line, FundLine? budget = null) => [.. PaperRule.Checklist(Table, [(line, budget ?? Budget)], [], isGrant: true, PaperSums.None).Select(l => l.Paper.Code)];

    [Fact]
    public void Each_kind_of_line_asks_for_its_papers_and_those_of_a_class_only_when_it_serves_one()
    {
        Assert.Equal(["settlement", "invoice"], Asked(Line(LineKind.Lodging)));
        // An expert is lodged without the learners' sign-in sheet.
        Assert.Equal(["plan", "settlement", "invoice"], Asked(Line(LineKind.Lodging, 9)));
        Assert.Equal(["plan", "notice", "sign-in", "class-settlement", "settlement", "invoice"], Asked(Line(LineKind.Lodging, 9), Budget with { UseCode = "21", Item = "学员食宿" }));
        Assert.Equal(["fee-sheet"], Asked(Line(LineKind.Lecture)));
        Assert.Equal(["plan", "teaching-plan", "sign-in", "fee-sheet"], Asked(Line(LineKind.Lecture, 9)));
        Assert.Equal(["invoice", "travel"], Asked(Line(LineKind.Travel)));
        Assert.Equal(["fee-sheet", "review-form"], Asked(Line(LineKind.Consultation)));
        Assert.Equal(["fee-sheet"], Asked(Line(LineKind.Labour)));
        Assert.Equal(["invoice", "contract", "purchase-approval"], Asked(Line(LineKind.Service)));
        Assert.Equal(["invoice", "contract", "purchase-approval", "acceptance"], Asked(Line(LineKind.Purchase), Budget with { UseCode = "19(1)", Item = "培训管理软件" }));
        Assert.Equal(["proof", "task-paper"], Asked(Line(LineKind.Other), Budget with { UseCode = "19(3)" }));
        Assert.Equal(["proof", "superior-approval"], Asked(Line(LineKind.Other), Budget with { UseCode = "19(6)" }));
        Assert.Equal(["proof"], Asked(Line(LineKind.Other)));
    }

    [Fact]
    public void A_lump_sum_of_travel_is_proved_by_the_journey_and_needs_no_invoice()
    {
        var allowance = Line(LineKind.Travel) with { Description = "授课专家差旅伙食补助" };
        Assert.Equal(["travel"], Asked(allowance));
        Assert.False(allowance.NeedsInvoice);
        Assert.True((Line(LineKind.Travel) with { Description = "授课专家高铁票" }).NeedsInvoice);
        Assert.True((Line(LineKind.Purchase) with { Description = "补助款" }).NeedsInvoice);
    }

    [Fact]
    public void Any_proof_does_for_what_is_of_no_kind()
    {
        IReadOnlyList<(ClaimLine, FundLine)> lines = [(Line(LineKind.Other), Budget)];
        Assert.True(PaperRule.Checklist(Table, lines, [], true, PaperSums.None).Single().IsMissing);
        Assert.False(PaperRule.Checklist(Table, lines, [new FoundPaper("invoice", null, true, "", "")], true, PaperSums.None).Single().IsMissing);
        Assert.False(PaperRule.Checklist(Table, lines, [new FoundPaper("superior-approval", null, true, "", "")], true, PaperSums.None).Single().IsMissing);
    }

    private static readonly DateOnly Day = new(2026, 3, 2);

    private static PaperSums Limited(long? yuan, params IReadOnlyList<ClaimLine> elsewhere) =>
        new(new Dictionary<(string, DateOnly), Cap> { [(CapNames.ContractFrom, Day)] = new(CapNames.ContractFrom, "起点", yuan, Day) }, elsewhere);

    private static ClaimLine Bought(decimal yuan, long? classId = null, string payee = "示例书店", long id = 1, LineKind kind = LineKind.Purchase) =>
        Line(kind, classId, yuan, payee, id) with { FromDay = Day, UntilDay = Day };

    private static PaperLine? Contract(PaperSums sums, params IReadOnlyList<ClaimLine> lines) =>
        PaperRule.Checklist(Table, [.. lines.Select(l => (l, Budget))], [], isGrant: true, sums).SingleOrDefault(l => l.Paper.Code == "contract");

    [Theory]
    [InlineData(9999.99, false)]
    [InlineData(10000, true)]
    [InlineData(10000.01, true)]
    public void A_contract_is_asked_for_from_the_limit_to_one_payee(decimal yuan, bool asked) => Assert.Equal(asked, Contract(Limited(10000), Bought(yuan)) is not null);

    [Fact]
    public void A_limit_that_nobody_has_decided_is_looked_at() => Assert.Equal(Severity.Review, Contract(Limited(null), Bought(1))!.Severity);

    [Fact]
    public void A_sum_split_into_lines_or_claims_to_one_payee_stays_one_sum()
    {
        Assert.Equal([1, 2], Contract(Limited(10000), Bought(6000), Bought(6000, id: 2))!.Lines);
        Assert.Null(Contract(Limited(10000), Bought(6000), Bought(6000, payee: "另一家", id: 2)));
        Assert.Equal([1], Contract(Limited(10000, Bought(6000, payee: "示例 书店", id: 9)), Bought(6000))!.Lines);
        Assert.Null(Contract(Limited(10000, Bought(6000, payee: "另一家", id: 9)), Bought(6000)));
    }

    [Fact]
    public void Only_what_needs_a_contract_is_summed_and_classes_and_years_apart()
    {
        // A hotel's bill makes no textbook of the hotel miss a contract.
        Assert.Null(Contract(Limited(10000), Bought(100), Bought(20000, id: 2, kind: LineKind.Lodging)));
        Assert.Null(Contract(Limited(10000, Bought(6000, 8, id: 9)), Bought(6000, 7)));
        Assert.NotNull(Contract(Limited(10000, Bought(6000, 7, id: 9)), Bought(6000, 7)));
        Assert.Null(Contract(Limited(10000, Bought(6000, 7, id: 9)), Bought(6000)));
        Assert.Null(Contract(Limited(10000, Bought(6000, id: 9) with { FromDay = Day.AddYears(-1) }), Bought(6000)));
    }

    [Fact]
    public void Missing_stops_in_the_grant_and_is_looked_at_elsewhere_and_says_line_article_and_what_to_do()
    {
        IReadOnlyList<(ClaimLine, FundLine)> lines = [(Line(LineKind.Other), Budget), (Line(LineKind.Travel, id: 2), Budget)];
        var strict = PaperRule.Check(PaperRule.Checklist(Table, lines, [], isGrant: true, PaperSums.None)).ToList();
        Assert.All(strict, f => Assert.Equal((Severity.Block, PaperRule.Missing), (f.Severity, f.Rule)));
        Assert.Contains(strict, f => f.Sentence.StartsWith("第 2 行缺“往返票据和行程”。") && f.Articles.Single() == Citation.Parse("MOF540:teacher-travel"));
        Assert.All(PaperRule.Check(PaperRule.Checklist(Table, lines, [], isGrant: false, PaperSums.None)), f => Assert.Equal(Severity.Review, f.Severity));
    }

    [Fact]
    public void A_paper_proves_the_lines_it_is_for_and_what_is_not_there_proves_nothing()
    {
        IReadOnlyList<(ClaimLine, FundLine)> lines = [(Line(LineKind.Lecture, 9), Budget), (Line(LineKind.Lecture, 10, id: 2), Budget)];
        var found = new FoundPaper("sign-in", [1], true, "", "");
        PaperLine SignIn(params FoundPaper[] papers) => PaperRule.Checklist(Table, lines, papers, true, PaperSums.None).Single(l => l.Paper.Code == "sign-in");
        Assert.Equal([2], SignIn(found).MissingLines);
        Assert.Equal([1, 2], SignIn(found with { IsPresent = false, Href = "/x" }).MissingLines);
        Assert.Equal("/x", SignIn(found with { IsPresent = false, Href = "/x" }).Remedy);
        Assert.False(SignIn(found with { Lines = null }).IsMissing);
        // An agreement does where the signed sheet is asked for, not the other way round.
        Assert.False(PaperRule.Checklist(Table, [lines[0]], [new FoundPaper("fee-contract", null, true, "", "")], true, PaperSums.None).Single(l => l.Paper.Code == "fee-sheet").IsMissing);
    }

    [Theory]
    [InlineData("""{ "papers": [ { "code": "a", "label": "", "hint": "" }, { "code": "a", "label": "", "hint": "" } ], "needs": [] }""", "写了两次")]
    [InlineData("""{ "papers": [], "needs": [ { "paper": "b", "citation": "NPU:19" } ] }""", "没有名为“b”")]
    [InlineData("""{ "papers": [ { "code": "a", "label": "", "hint": "" } ], "needs": [ { "paper": "a", "citation": "第十九条" } ] }""", "应形如")]
    [InlineData("""{ "papers": [ { "code": "a", "label": "", "hint": "" } ], "needs": [ { "paper": "a", "citation": "NPU:19", "kinds": ["Gift"] } ] }""", "不合格式")]
    public void A_malformed_table_is_refused_with_the_place(string json, string says)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        Assert.Contains(says, Assert.Throws<RecipeException>(() => PaperTable.Load(path)).Message);
        File.Delete(path);
    }

    [Fact]
    public async Task Every_article_of_the_table_exists_and_every_archive_item_too()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.Sqlite, withRecipe: true);
        var known = bench.Bench.Services.GetRequiredService<CEBase.Regulations.IRegulationLibrary>();
        Assert.Empty(Table.Needs.Where(n => known.Find(Citation.Parse(n.Citation)) is null).Select(n => n.Citation));
        var items = await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT code FROM archive_requirement"));
        Assert.Empty(Table.Papers.SelectMany(p => p.From).Except(items));
    }

    [Theory, BothDatabases]
    public async Task What_the_class_has_is_taken_from_it_and_the_rest_stops_the_hand_in_until_it_is_uploaded(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var sample = await SampleClass.MakeAsync(bench.Bench);
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE training_class SET state_since = '2026-03-16T04:00:00.000Z' WHERE id = @Id", new { sample.Id }));
        var no = (await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = @Id", new { sample.Id })))!;
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000, "19(4)", "专家授课劳务费");
        var claim = await bench.ClaimAsync(fund, "", [], FundBench.Lecture(line, 600) with { ClassNo = no, Task = "", FromDay = new DateOnly(2026, 3, 16) });

        var before = await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.False(before.Taken);
        Assert.Equal(["批准的培训计划或立项批复", "教学计划", "实际参训人员签到表", "领款人签收的发放表"], Missing(before));

        // The attendance that an adviser confirms is the sign-in sheet.
        var lesson = await sample.SessionAsync();
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE class_session SET instructor_id = (SELECT id FROM instructor WHERE number = 'T900') WHERE id = @lesson", new { lesson }));
        await bench.Bench.RunAsync<CEBase.Learning.Attendance.AttendanceSheet, CEBase.Learning.Attendance.SheetOutcome>(sheet =>
            sheet.SaveAsync(lesson, [], CEBase.Learning.AttendanceState.Present, Archives.EndedClass.Staff));
        Assert.True((await sample.TakeAsync(lesson, "confirm", Archives.EndedClass.Staff)).Taken);
        Assert.Equal(["批准的培训计划或立项批复", "教学计划", "领款人签收的发放表"], Missing(await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk)));

        await AttachAsync(bench, claim, "计划与教学计划.pdf", "plan", "teaching-plan");
        await AttachAsync(bench, claim, "签收表.pdf", "fee-sheet");
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk)).Taken);
    }

    [Theory, BothDatabases]
    public async Task What_was_put_into_the_classes_archive_by_hand_counts_too(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var made = await Archives.EndedClass.MakeAsync(bench.Bench);
        var fund = await bench.FundAsync(FundKind.Grant);
        var claim = await bench.ClaimAsync(fund, "", ["fee-sheet"], FundBench.Lecture(await bench.LineAsync(fund, 5000, "19(4)", "专家授课劳务费"), 600) with { ClassNo = made.ClassNo, Task = "" });
        Assert.Empty(Missing(await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk)));
    }

    [Theory, BothDatabases]
    public async Task Other_funds_pass_a_missing_paper_with_the_approvers_reason_and_a_file_taken_away_is_missing_again(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Income);
        var line = await bench.LineAsync(fund, 5000, "19(4)", "专家授课劳务费");
        var claim = await bench.ClaimAsync(fund, "", ["fee-sheet"], FundBench.Lecture(line, 600));
        var file = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT id FROM claim_file WHERE claim_id = @Id", new { claim.Id }));
        await bench.WriteAsync<ClaimService>((service, db) => service.DetachAsync(db, claim.Number, file, FundBench.Clerk));
        Assert.Equal("paper_unknown", (await Assert.ThrowsAsync<Refusal>(() => AttachAsync(bench, claim, "x.pdf", "receipt"))).Code);

        var handed = await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk);
        Assert.True(handed.Taken);
        Assert.Contains(handed.Findings, f => f.Rule == PaperRule.Missing && f.Severity == Severity.Note);
        Assert.False((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.UnitApprove, FundBench.Leader)).Taken);
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.UnitApprove, FundBench.Leader, "签收表在纸质件中")).Taken);
    }

    [Theory, BothDatabases]
    public async Task A_file_proves_the_lines_it_was_said_to_serve_and_an_invoice_only_those_of_its_number(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var budget = await bench.LineAsync(fund, 5000);
        LineDetails Trip(string invoice) => FundBench.Lecture(budget, 300) with { Kind = LineKind.Travel, Description = "授课专家高铁票", InvoiceNo = invoice };
        const string First = "26617000000000000001", Second = "26617000000000000002";
        var claim = await bench.ClaimAsync(fund, "", [], Trip(First), Trip(Second), FundBench.Lecture(budget, 500));
        var ids = (await bench.Database.ReadAsync(s => ClaimLine.OfAsync(s, claim.Id))).Select(l => l.Id).ToList();

        // Two numbers, one file, no lines told: nobody can say which invoice it is.
        Assert.Equal("invoice_lines", (await Assert.ThrowsAsync<Refusal>(() => AttachAsync(bench, claim, "发票.pdf", [], "invoice"))).Code);
        await AttachAsync(bench, claim, "发票一.pdf", [ids[0]], "invoice", "travel");
        Assert.Equal("2 2 3", await MissingAsync("invoice", "travel", "fee-sheet"));

        // What is left is what the next file proves by default; another line of the first number is proved by the first file.
        await AttachAsync(bench, claim, "发票二.pdf", [], "invoice", "travel", "fee-sheet");
        Assert.Equal("", await MissingAsync("invoice", "travel", "fee-sheet"));
        await SaveAsync(null, Trip(First));
        Assert.Equal("4", await MissingAsync("invoice", "travel"));
        await SaveAsync(ids[1], Trip("26617000000000000003"));
        Assert.Equal("2", await MissingAsync("invoice"));

        // A file that is there already may serve another line, but is no other invoice.
        var file = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT min(f.id) FROM claim_file f JOIN claim_paper p ON p.file_id = f.id WHERE f.claim_id = @Id", new { claim.Id }));
        var fourth = (await bench.Database.ReadAsync(s => ClaimLine.OfAsync(s, claim.Id)))[3].Id;
        await MarkAsync([fourth], "travel");
        Assert.Equal("", await MissingAsync("travel"));
        Assert.Equal("invoice_other", (await Assert.ThrowsAsync<Refusal>(() => MarkAsync([ids[1]], "invoice"))).Code);
        await bench.WriteAsync<ClaimService>((service, db) => service.RemoveLineAsync(db, claim.Number, ids[0], FundBench.Clerk));
        Assert.Equal("line_gone", (await Assert.ThrowsAsync<Refusal>(() => MarkAsync([ids[0]], "travel"))).Code);

        // Lines that miss the papers, in the order asked for.
        async Task<string> MissingAsync(params string[] papers)
        {
            var verdict = await bench.WriteAsync<ClaimEvaluator, ClaimVerdict>((judge, db) => judge.JudgeAsync(db, claim));
            return string.Join(' ', papers.SelectMany(paper => verdict.Papers.Single(p => p.Paper.Code == paper).MissingLines));
        }
        Task SaveAsync(long? id, LineDetails details) => bench.WriteAsync<ClaimService>((service, db) => service.SaveLineAsync(db, claim.Number, id, details, FundBench.Clerk));
        Task MarkAsync(long[] lines, params string[] papers) => bench.WriteAsync<ClaimService>((service, db) => service.MarkAsync(db, claim.Number, file, lines, FundBench.Clerk, papers));
    }

    private static IEnumerable<string> Missing(StepOutcome outcome) => outcome.Findings.Where(f => f.Rule == PaperRule.Missing).Select(f => f.Sentence.Split('“', '”')[1]);

    private static Task AttachAsync(FundBench bench, Claim claim, string name, params string[] papers) => AttachAsync(bench, claim, name, [], papers);

    private static Task AttachAsync(FundBench bench, Claim claim, string name, long[] lines, params string[] papers) => bench.WriteAsync<ClaimService>((service, db) =>
        service.AttachAsync(db, claim.Number, new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7\n% {name}\n%%EOF")), name, null, lines, FundBench.Clerk, papers));
}
