using System.Text;
using CEBase.Funds;
using CEBase.Funds.Budgets;
using CEBase.Funds.Reconciliation;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using OfficeOpenXml;

namespace CEBase.Tests.Funds;

/// <summary>A month is compared, its proposals settled by persons, signed by two of them, and then closed.</summary>
public sealed class MonthDeskTests
{
    private const string Month = "2026-05";
    private const string Claims = "单号,日期,摘要,金额\nBX20260001,2026-05-01,讲课费,100\nBX20260002,2026-05-01,资料翻译,250\n";
    private const string Ledger = "日期,凭证号,摘要,支出,收入\n2026-05-02,记-1,BX20260001 讲课费,100,\n2026-05-03,记-2,资料翻译,250,\n2026-05-04,记-3,手续费,5,\n";
    private static readonly ICurrentUser Finance = new TestUser(2, Permissions.View, Permissions.Reconcile);
    private static readonly ICurrentUser OtherFinance = new TestUser(4, Permissions.View, Permissions.Reconcile);
    private static readonly ICurrentUser Office = new TestUser(3, Permissions.View, Permissions.SignForBase);
    private static readonly ICurrentUser Everything = new TestUser(5, Permissions.View, Permissions.SignForBase, Permissions.Reconcile);

    [SkippableTheory, BothDatabases]
    public async Task The_systems_own_paid_claims_are_compared_by_number_and_by_voucher(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var numbers = await PaidAsync(bench, ("记-00011", 100), ("记-00012", 200), ("记-00013", 300), ("记-00014", 400));
        var ledger = $"日期,凭证号,摘要,支出,收入\n2026-05-20,记-11,讲课费,100,\n2026-08-21,记-12,讲课费,200,\n2026-05-22,记-90,{numbers[2]} 讲课费,333,\n2026-05-23,记-91,手续费,5,\n";

        await CompareAsync(bench, ledger, null, ClaimSource.Own);

        Assert.Equal([("AmountDiffers", numbers[2]), ("Matched", numbers[0]), ("Matched", numbers[1]), ("MissingInLedger", numbers[3]), ("OnlyInLedger", "")],
            (await ItemsAsync(bench)).Select(i => (i.MatchGroup, i.ClaimNumbers)).Order());
        Assert.All((await ItemsAsync(bench)).Where(i => i.MatchGroup == "Matched"), i => Assert.Equal("Number", i.Way));
    }

    [SkippableTheory, BothDatabases]
    public async Task A_list_is_filled_up_with_the_systems_claims_that_it_does_not_name(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var numbers = await PaidAsync(bench, ("记-00011", 100), ("记-00012", 200));
        await CompareAsync(bench, Ledger, $"单号,日期,摘要,金额\n{numbers[0]},2026-05-01,讲课费,90\n", ClaimSource.Both);
        Assert.Equal([(9000L, numbers[0]), (20000L, numbers[1])], (await ItemsAsync(bench)).Where(i => i.ClaimNumbers.Length > 0).Select(i => (i.ClaimFen, i.ClaimNumbers)).Order());
        Assert.Equal("claims_empty", (await Assert.ThrowsAsync<Refusal>(() => CompareAsync(bench, Ledger, null, ClaimSource.Own, "2026-01"))).Code);
        Assert.Equal("file_missing", (await Assert.ThrowsAsync<Refusal>(() => CompareAsync(bench, Ledger, null, ClaimSource.File))).Code);
    }

    [SkippableTheory, BothDatabases]
    public async Task The_sample_has_its_counts_in_the_console_and_in_the_workbook(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await bench.WriteAsync<MonthDesk>((desk, session) => desk.CompareAsync(session, Month, Sample("finance-ledger.xlsx"), Sample("claims.xlsx"), ClaimSource.File, 45, Finance));
        var items = await ItemsAsync(bench);
        int Count(MatchGroup group) => items.Where(i => i.MatchGroup == group.ToString()).Sum(i => group == MatchGroup.OnlyInLedger ? 1 : i.ClaimNumbers.Split('、').Length);
        Assert.Equal((110, 3, 7, 6), (Count(MatchGroup.Matched), Count(MatchGroup.AmountDiffers), Count(MatchGroup.MissingInLedger), Count(MatchGroup.OnlyInLedger)));
        Assert.Equal("110, 3, 7, 6", string.Join(", ", await SummaryAsync(bench)));
    }

    [SkippableTheory, BothDatabases]
    public async Task What_a_person_rejects_or_confirms_is_so_in_the_workbook(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await CompareAsync(bench, Ledger, Claims, ClaimSource.File);
        Assert.Equal("2, 0, 0, 1", string.Join(", ", await SummaryAsync(bench)));
        await bench.WriteAsync<MonthDesk>(async (desk, session) => await desk.RejectAsync(session, Month, (await ProposalAsync(desk, session))!.Id, Finance));
        Assert.Equal("1, 0, 1, 2", string.Join(", ", await SummaryAsync(bench)));
    }

    [SkippableTheory, BothDatabases]
    public async Task One_person_can_not_sign_both_sides_and_a_signed_month_is_left_alone(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var id = await CompareAsync(bench, Ledger, Claims, ClaimSource.File);
        var proposal = (await bench.Database.ReadAsync(async session => (await session.QueryAsync<KeptMatch>("SELECT * FROM reconciliation_item WHERE way = 'AmountAndDay'")).Single())).Id;

        Assert.False((await bench.TakeAsync(MonthWorkflow.RecordType, id, MonthWorkflow.SignForBase, Everything)).Taken);
        await bench.WriteAsync<MonthDesk>((desk, session) => desk.ConfirmAsync(session, Month, proposal, Finance));
        Assert.True((await bench.TakeAsync(MonthWorkflow.RecordType, id, MonthWorkflow.SignForBase, Everything)).Taken);
        Assert.False((await bench.TakeAsync(MonthWorkflow.RecordType, id, MonthWorkflow.SignForFinance, Everything)).Taken);

        foreach (var change in Changes(proposal))
        {
            Assert.Equal("month_closed", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync(change))).Code);
        }
        Assert.True((await bench.TakeAsync(MonthWorkflow.RecordType, id, MonthWorkflow.SignForFinance, Finance)).Taken);
        foreach (var change in Changes(proposal))
        {
            Assert.Equal("month_closed", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync(change))).Code);
        }
    }

    [SkippableTheory, BothDatabases]
    public async Task Of_two_who_sign_at_once_one_signs(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await using var node = bench.SecondNode();
        var id = await CompareAsync(bench, Ledger, Claims.Replace("BX20260002", "BX20260009").Replace("250", "251"), ClaimSource.File);
        Assert.True((await bench.TakeAsync(MonthWorkflow.RecordType, id, MonthWorkflow.SignForBase, Office)).Taken);

        var outcomes = await Task.WhenAll(new[] { (bench, Finance), (node, OtherFinance) }.Select(x => Task.Run(() => x.Item1.TakeAsync(MonthWorkflow.RecordType, id, MonthWorkflow.SignForFinance, x.Item2))));

        Assert.Single(outcomes, o => o.Taken);
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM trace_entry WHERE record_type = @RecordType AND step = @SignForFinance", new { MonthWorkflow.RecordType, MonthWorkflow.SignForFinance })));
    }

    [SkippableTheory, BothDatabases]
    public async Task What_a_side_signed_is_what_stays_whoever_confirms_rejects_or_compares_at_once(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await using var node = bench.SecondNode();
        for (var round = 0; round < 6; round++)
        {
            var month = $"2026-{round + 1:00}";
            var id = await CompareAsync(bench, Ledger, Claims, ClaimSource.File, month);
            var item = (await ItemsAsync(bench, month)).Single(i => i.IsProposal).Id;
            await Task.WhenAll(
                Task.Run(() => bench.TakeAsync(MonthWorkflow.RecordType, id, MonthWorkflow.SignForBase, Office)),
                Task.Run(() => IfOpenAsync(() => node.WriteAsync<MonthDesk>((desk, session) => desk.ConfirmAsync(session, month, item, Finance)))),
                Task.Run(() => IfOpenAsync(() => bench.WriteAsync<MonthDesk>((desk, session) => desk.RejectAsync(session, month, item, Finance)))),
                Task.Run(() => IfOpenAsync(() => CompareAsync(node, Ledger, Claims, ClaimSource.File, month))));

            var items = await ItemsAsync(bench, month);
            Assert.Equal(35000, items.Sum(i => i.ClaimFen));
            Assert.Equal(35500, items.Sum(i => i.BookFen));
            if (await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT state FROM reconciliation_month WHERE id = @id", new { id })) != "open")
            {
                Assert.DoesNotContain(items, i => i.IsProposal);
            }
        }
    }

    private static async Task IfOpenAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Refusal refused)
        {
            Assert.Equal("month_closed", refused.Code);
        }
    }

    private static IEnumerable<Func<MonthDesk, DbSession, Task>> Changes(long item) =>
    [
        (desk, session) => desk.ConfirmAsync(session, Month, item, Finance),
        (desk, session) => desk.RejectAsync(session, Month, item, Finance),
        (desk, session) => desk.CompareAsync(session, Month, Upload("账.csv", Ledger), Upload("单.csv", Claims), ClaimSource.File, 45, Finance),
    ];

    private static async Task<string[]> PaidAsync(FundBench bench, params (string Voucher, decimal Yuan)[] paid)
    {
        var grant = await bench.FundAsync(FundKind.Grant);
        var line = await bench.LineAsync(grant, 10_000);
        var numbers = new List<string>();
        foreach (var (voucher, yuan) in paid)
        {
            var claim = await bench.ClaimAsync(grant, FundBench.Book(line, yuan));
            numbers.Add(claim.Number);
            await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET state = 'paid', voucher = @voucher, paid_on = '2026-05-18' WHERE id = @Id", new { voucher, claim.Id }));
        }
        return [.. numbers];
    }

    private static Task<long> CompareAsync(FundBench bench, string ledger, string? claims, ClaimSource source, string month = Month) => bench.WriteAsync<MonthDesk, long>((desk, session) =>
        desk.CompareAsync(session, month, Upload("账.csv", ledger), claims is null ? null : Upload("单.csv", claims), source, 45, Finance));

    private static Task<IReadOnlyList<KeptMatch>> ItemsAsync(FundBench bench, string month = Month) => bench.Database.ReadAsync(session =>
        session.QueryAsync<KeptMatch>("SELECT i.* FROM reconciliation_item i JOIN reconciliation_month m ON m.id = i.month_id WHERE m.month = @month ORDER BY i.position", new { month }));

    private static async Task<KeptMatch?> ProposalAsync(MonthDesk desk, DbSession session) =>
        (await desk.MatchesAsync(session, (await desk.FindAsync(session, Month)).Id)).FirstOrDefault(i => i.IsProposal);

    private static async Task<int[]> SummaryAsync(FundBench bench)
    {
        using var package = new ExcelPackage(new MemoryStream(await bench.WriteAsync<MonthDesk, byte[]>((desk, session) => desk.WorkbookAsync(session, Month))));
        package.Workbook.Calculate();
        return [.. Enumerable.Range(4, 4).Select(r => Convert.ToInt32(package.Workbook.Worksheets["汇总"].Cells[r, 2].Value))];
    }

    private static Upload Upload(string name, string text) => new(name, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static Upload Sample(string name) => new(name, new MemoryStream(File.ReadAllBytes(Repository.Sample(name))));
}
