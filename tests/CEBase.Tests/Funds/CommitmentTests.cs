using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Commitments;
using CEBase.Funds.Draws;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;
using CEBase.Funds.LineRules;
using CEBase.Funds.Standards;
using FsCheck.Fluent;
using FsCheck;

namespace CEBase.Tests.Funds;

/// <summary>Money bound by requests and contracts, drawn by claims, given back.</summary>
public sealed class CommitmentTests
{
    [Theory, BothDatabases]
    public async Task Approval_binds_the_money_a_claim_relieves_it_and_closing_gives_the_rest_back(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var commitment = await bench.CommitmentAsync(line, 900);
        Assert.Equal(Money.FromYuan(1000), (await bench.LineAsync(line)).Remaining);
        var own = new TestUser(1, CEBase.Funds.Permissions.View, CEBase.Funds.Permissions.ClaimsUnitApprove);
        Assert.Contains((await bench.TakeAsync(Commitment.RecordType, commitment.Id, CommitmentWorkflow.Approve, own)).Findings, f => f.Rule == SecondPersonRule.SamePerson);
        await TakenAsync(bench, commitment, CommitmentWorkflow.Approve);
        Assert.Equal((Money.FromYuan(100), Money.FromYuan(900)), ((await bench.LineAsync(line)).Remaining, (await bench.LineAsync(line)).Committed));

        // The line alone has only 100 left; out of the commitment 600 can be claimed.
        var claim = await DrawingAsync(bench, fund, line, commitment, 600);
        await TakenAsync(bench, claim, ClaimWorkflow.Check, ClaimWorkflow.UnitApprove);
        Assert.Equal((Money.FromYuan(100), Money.FromYuan(900)), ((await bench.LineAsync(line)).Remaining, (await bench.LineAsync(line)).Committed));
        Assert.Equal(Money.FromYuan(300), (await bench.CommitmentAsync(commitment.Id)).Left);
        await TakenAsync(bench, claim, ClaimWorkflow.FinanceApprove);
        Assert.Equal((Money.FromYuan(300), Money.FromYuan(600)), ((await bench.LineAsync(line)).Committed, (await bench.LineAsync(line)).Claimed));

        await TakenAsync(bench, commitment, CommitmentWorkflow.Close, "合同执行完毕");
        Assert.Equal((Money.FromYuan(400), Money.Zero), ((await bench.LineAsync(line)).Remaining, (await bench.LineAsync(line)).Committed));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_returned_claim_gives_back_to_its_commitment_and_to_the_line_when_that_was_closed(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 1000);
        var commitment = await bench.CommitmentAsync(line, 900);
        await TakenAsync(bench, commitment, CommitmentWorkflow.Approve);
        var claim = await DrawingAsync(bench, fund, line, commitment, 600);
        for (var round = 0; round < 2; round++)
        {
            await TakenAsync(bench, claim, ClaimWorkflow.Check, ClaimWorkflow.UnitApprove, ClaimWorkflow.FinanceApprove);
            Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Return, FundBench.Finance, "缺签到表")).Taken);
            Assert.Equal(Money.FromYuan(900), (await bench.CommitmentAsync(commitment.Id)).Left);
            Assert.Equal((Money.FromYuan(100), Money.FromYuan(900)), ((await bench.LineAsync(line)).Remaining, (await bench.LineAsync(line)).Committed));
        }
        await TakenAsync(bench, claim, ClaimWorkflow.Check, ClaimWorkflow.UnitApprove);
        await TakenAsync(bench, commitment, CommitmentWorkflow.Close, "余款不用");
        Assert.True((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Return, FundBench.Finance, "付款方式有误")).Taken);
        Assert.Equal((Money.FromYuan(1000), Money.Zero), ((await bench.LineAsync(line)).Remaining, (await bench.LineAsync(line)).Committed));
        // Closed: it can't be drawn from any more.
        Assert.Contains((await bench.TakeAsync(Claim.RecordType, claim.Id, ClaimWorkflow.Check, FundBench.Clerk)).Findings, f => f is { Rule: CommitmentDrawRule.NotOpen, Severity: Severity.Block });
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task What_was_let_through_beyond_the_income_goes_back_when_it_is_not_used(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var line = await bench.LineAsync(await bench.FundAsync(FundKind.Income), 500);
        var commitment = await bench.CommitmentAsync(line, 600);
        Assert.False((await bench.TakeAsync(Commitment.RecordType, commitment.Id, CommitmentWorkflow.Approve, FundBench.Leader)).Taken);
        await TakenAsync(bench, commitment, CommitmentWorkflow.Approve, "后续收入可补");
        Assert.Equal((Money.FromYuan(100), Money.Zero), ((await bench.LineAsync(line)).Allowed, (await bench.LineAsync(line)).Remaining));
        await TakenAsync(bench, commitment, CommitmentWorkflow.Close, "取消");
        Assert.Equal((Money.Zero, Money.FromYuan(500)), ((await bench.LineAsync(line)).Allowed, (await bench.LineAsync(line)).Remaining));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_request_that_could_never_be_approved_is_not_taken(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var line = await bench.LineAsync(await bench.FundAsync(FundKind.Grant), 1000);
        CommitmentDetails Details(string purpose, decimal yuan = 100, string task = "高研班") => new(CommitmentKind.Request, line, "示例公司", purpose, Money.FromYuan(yuan)) { Task = task, RequestKey = "k" };
        Task<Commitment> AskAsync(CommitmentDetails details) => bench.WriteAsync<CommitmentService, Commitment>((service, db) => service.AskAsync(db, details, FundBench.Clerk));
        async Task<string> RefusedAsync(CommitmentDetails details) => (await Assert.ThrowsAsync<Refusal>(() => AskAsync(details))).Code;
        Assert.StartsWith("funds.w", await RefusedAsync(Details("教职工取暖补贴")));
        Assert.Equal(ServedRule.NotServed, await RefusedAsync(Details("培训教材印刷", task: "")));
        Assert.Equal(OverspendRule.Overspent, await RefusedAsync(Details("培训教材印刷", 1001)));
        Assert.Equal("required", await RefusedAsync(Details("培训教材印刷") with { Kind = CommitmentKind.Contract }));
        Assert.Equal("amount_range", await RefusedAsync(Details("培训教材印刷", 0)));
        Assert.Equal(0, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM commitment")));
        var asked = await AskAsync(Details("培训教材印刷"));
        Assert.Equal(asked.Id, (await AskAsync(Details("培训教材印刷"))).Id);
    }

    [Fact]
    public void A_line_draws_what_is_left_of_an_approved_commitment_of_its_own_line_and_class()
    {
        var commitment = new Commitment { Id = 3, Number = "YZ2026-0003", State = CommitmentWorkflow.Approved, FundLineId = 1, Amount = Money.FromYuan(500), Drawn = Money.FromYuan(300), Counterparty = "李 教授", ClassId = 9, ClassNo = "2026-009" };
        var line = new ClaimLine { FundLineId = 1, Payee = "李教授", ClassId = 9 };
        string[] Rules(Commitment? of = null, ClaimLine? l = null, int wanted = 200, int own = 0) =>
            [.. CommitmentDrawRule.Check(new DrawFacts(l ?? line, of ?? commitment, Money.FromYuan(wanted), Money.FromYuan(own))).Select(f => f.Rule)];
        Assert.Empty(Rules());
        Assert.Equal([CommitmentDrawRule.Exceeded], Rules(wanted: 201));
        Assert.Empty(Rules(wanted: 500, own: 300));
        Assert.Equal([CommitmentDrawRule.NotOpen], Rules(commitment with { State = CommitmentWorkflow.Asked }));
        Assert.Equal([CommitmentDrawRule.NotOpen], Rules(commitment with { State = CommitmentWorkflow.Closed }));
        Assert.Empty(Rules(commitment with { State = CommitmentWorkflow.Closed }, own: 300));
        Assert.Equal([CommitmentDrawRule.OtherLine], Rules(l: line with { FundLineId = 2 }));
        Assert.Equal([CommitmentDrawRule.OtherClass], Rules(l: line with { ClassId = null }));
        Assert.Equal([CommitmentDrawRule.OtherPayee], Rules(l: line with { Payee = "王教授" }));
    }

    [Theory, BothDatabases]
    public async Task The_contract_of_a_commitment_is_the_paper_of_the_lines_that_draw_from_it(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 50000);
        var commitment = await bench.CommitmentAsync(line, 30000);
        await TakenAsync(bench, commitment, CommitmentWorkflow.Approve);
        var bought = FundBench.Book(line, 12000) with { Kind = LineKind.Purchase, Description = "培训教材印刷", InvoiceNo = "1", InvoiceTitle = "西北工业大学" };
        async Task<bool> MissesContractAsync(LineDetails details)
        {
            var claim = await bench.ClaimAsync(fund, "", ["invoice"], details);
            var verdict = await bench.WriteAsync<ClaimEvaluator, ClaimVerdict>((judge, db) => judge.JudgeAsync(db, claim));
            return verdict.Papers.Single(p => p.Paper.Code == "contract").IsMissing;
        }
        Assert.True(await MissesContractAsync(bought));
        Assert.False(await MissesContractAsync(bought with { CommitmentId = commitment.Id }));
    }

    [Fact]
    public async Task With_the_guard_off_two_claims_draw_the_same_rest()
    {
        await using var bench = await FundBench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("CREATE TABLE naive_commitment (rest bigint NOT NULL)"));
        await bench.Database.WriteAsync(db => db.ExecuteAsync("INSERT INTO naive_commitment (rest) VALUES (100)"));
        await UnguardedRace.RunAsync(bench.Database,
            db => db.ScalarAsync<long>("SELECT rest FROM naive_commitment"),
            (db, rest) => rest >= 60 ? db.ExecuteAsync("UPDATE naive_commitment SET rest = rest - 60") : Task.CompletedTask);
        Assert.True(await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT rest FROM naive_commitment")) < 0, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task Of_claims_for_the_rest_of_one_commitment_approved_at_once_exactly_one_gets_it(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var fund = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(fund, 5000);
        var commitment = await bench.CommitmentAsync(line, 1000);
        await TakenAsync(bench, commitment, CommitmentWorkflow.Approve);
        var claims = new List<Claim>();
        for (var i = 0; i < 4; i++)
        {
            claims.Add(await DrawingAsync(bench, fund, line, commitment, 600));
            await TakenAsync(bench, claims[i], ClaimWorkflow.Check);
        }
        var approved = await Task.WhenAll(claims.Select((c, i) => Task.Run(async () =>
            (await (i % 2 == 0 ? bench : second).TakeAsync(Claim.RecordType, c.Id, ClaimWorkflow.UnitApprove, FundBench.Leader)).Taken)));
        Assert.Single(approved, a => a);
        Assert.Equal(Money.FromYuan(400), (await bench.CommitmentAsync(commitment.Id)).Left);
        Assert.Equal(Money.FromYuan(1000), (await bench.LineAsync(line)).Committed);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    private sealed record Deed(bool OfClaim, int Record, string Step);

    private static Gen<Deed[]> Deeds => Gen.ArrayOf(Gen.OneOf(
        from record in Gen.Choose(0, 2) from step in Gen.Elements("approve", "approve", "approve", "close", "refuse") select new Deed(false, record, step),
        from record in Gen.Choose(0, 4) from step in Gen.Elements("check", "check", "unit-approve", "unit-approve", "finance-approve", "return", "unit-return", "hand", "pay", "reverse") select new Deed(true, record, step)));

    [Theory, BothDatabases]
    public async Task Whatever_the_order_of_approving_drawing_returning_reversing_and_closing_the_ledger_agrees(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var run = 0;
        Property.Holds(Deeds, deeds =>
        {
            RunAsync(bench, deeds, ++run).GetAwaiter().GetResult();
            return true;
        }, tries: kind == DatabaseKind.Sqlite ? 12 : 8);
    }

    private static async Task RunAsync(FundBench bench, Deed[] deeds, int run)
    {
        var grant = await bench.FundAsync(FundKind.Grant, 1000, $"CG{run}");
        var income = await bench.FundAsync(FundKind.Income, 0, $"CI{run}");
        var (strict, loose) = (await bench.LineAsync(grant, 300), await bench.LineAsync(income, 100));
        Commitment[] commitments = [await bench.CommitmentAsync(strict, 200), await bench.CommitmentAsync(strict, 80), await bench.CommitmentAsync(loose, 120)];
        LineDetails Line(long line, decimal yuan, Commitment? from = null) => FundBench.Book(line, yuan) with { CommitmentId = from?.Id };
        LineDetails[] OneInvoice(params LineDetails[] lines) => [.. lines.Select(l => l with { InvoiceNo = lines[0].InvoiceNo, InvoiceTotal = "130" })];
        Claim[] claims =
        [
            await bench.ClaimAsync(grant, Line(strict, 150, commitments[0])), await bench.ClaimAsync(grant, OneInvoice(Line(strict, 90, commitments[0]), Line(strict, 30))),
            await bench.ClaimAsync(grant, OneInvoice(Line(strict, 50, commitments[0]), Line(strict, 80, commitments[1]))), await bench.ClaimAsync(income, OneInvoice(Line(loose, 70, commitments[2]), Line(loose, 60))),
            await bench.ClaimAsync(income, Line(loose, 50, commitments[2])),
        ];
        foreach (var deed in deeds)
        {
            try
            {
                if (deed.OfClaim)
                {
                    var claim = claims[deed.Record];
                    if (deed.Step == ClaimWorkflow.Pay)
                    {
                        await bench.WriteAsync<ClaimService>((service, db) => service.SetVoucherAsync(db, claim.Number, $"记-{claim.Id}", bench.Today, FundBench.Finance));
                    }
                    var user = deed.Step switch { "check" => FundBench.Clerk, "unit-approve" or "unit-return" => FundBench.Leader, "reverse" => CEBase.Platform.Security.SystemUser.Instance, _ => FundBench.Finance };
                    await bench.TakeAsync(Claim.RecordType, claim.Id, deed.Step, user, "理由");
                }
                else
                {
                    await bench.TakeAsync(Commitment.RecordType, commitments[deed.Record].Id, deed.Step, deed.Step == "close" ? FundBench.Clerk : FundBench.Leader, "理由");
                }
            }
            catch (Refusal)
            {
                // A refused act changes nothing; the invariants are asked all the same.
            }
            var broken = await bench.BrokenInvariantsAsync();
            if (broken.Count > 0)
            {
                throw new InvalidOperationException($"{deed}: {string.Join("; ", broken)}");
            }
        }
    }

    private static Task<Claim> DrawingAsync(FundBench bench, Fund fund, long line, Commitment from, decimal yuan) => bench.ClaimAsync(fund, FundBench.Book(line, yuan) with { CommitmentId = from.Id });

    private static async Task TakenAsync(FundBench bench, Commitment commitment, string step, string? comment = null)
    {
        var outcome = await bench.TakeAsync(Commitment.RecordType, commitment.Id, step, step == CommitmentWorkflow.Close ? FundBench.Clerk : FundBench.Leader, comment);
        Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
    }

    private static async Task TakenAsync(FundBench bench, Claim claim, params string[] steps)
    {
        foreach (var step in steps)
        {
            var outcome = await bench.TakeAsync(Claim.RecordType, claim.Id, step, step switch { ClaimWorkflow.Check => FundBench.Clerk, ClaimWorkflow.UnitApprove => FundBench.Leader, _ => FundBench.Finance });
            Assert.True(outcome.Taken, $"{step}: {outcome.Refusal} {string.Join(' ', outcome.Findings.Select(f => f.Sentence))}");
        }
    }
}
