using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Tests.Funds;

/// <summary>Lines of a claim as they are written: sent twice, by two people, with what follows from the rest left out.</summary>
public sealed class ClaimLineTests
{
    [Theory, BothDatabases]
    public async Task The_same_form_sent_twice_at_once_is_one_line(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var (claim, details) = await DraftAsync(bench);
        var sent = details with { RequestKey = "k1" };

        var ids = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => SaveAsync(i % 2 == 0 ? bench : second, claim, null, sent))));
        Assert.Single(ids.Distinct());
        await SaveAsync(bench, claim, null, details with { RequestKey = "k2" });
        Assert.Equal(2, (await LinesAsync(bench, claim)).Count);
        Assert.Equal(Money.FromYuan(1400), (await bench.Database.ReadAsync(s => ClaimRepository.FindAsync(s, claim.Id)))!.Total);
    }

    [Theory, BothDatabases]
    public async Task Who_edits_an_older_state_of_a_line_is_told_what_stands_now_and_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var (claim, details) = await DraftAsync(bench);
        var id = await SaveAsync(bench, claim, null, details);
        var seen = (await LinesAsync(bench, claim)).Single().Version;
        await SaveAsync(bench, claim, id, details with { UnitPrice = "360", Version = seen });

        var refused = await Assert.ThrowsAsync<Refusal>(() => SaveAsync(bench, claim, id, details with { UnitPrice = "100", Version = seen }));
        Assert.Equal((ClaimService.LineChanged, 409), (refused.Code, refused.Status));
        Assert.Contains("720.00", refused.Message);
        var now = (await LinesAsync(bench, claim)).Single();
        Assert.Equal(Money.FromYuan(720), now.Amount);

        // Having read that, the other may decide.
        await SaveAsync(bench, claim, id, details with { UnitPrice = "100", Version = now.Version });
        Assert.Equal(Money.FromYuan(200), (await LinesAsync(bench, claim)).Single().Amount);
        await bench.WriteAsync<ClaimService>((service, db) => service.RemoveLineAsync(db, claim.Number, id, FundBench.Clerk));
        Assert.Equal(404, (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(bench, claim, id, details with { Version = now.Version }))).Status);
    }

    [Theory, BothDatabases]
    public async Task An_amount_left_empty_is_quantity_times_unit_price_to_the_fen(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var (claim, details) = await DraftAsync(bench);
        await SaveAsync(bench, claim, null, details with { Quantity = "1.5", UnitPrice = "0.33" });
        Assert.Equal(new Money(50), (await LinesAsync(bench, claim)).Single().Amount);
        Assert.Equal("Amount", (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(bench, claim, null, details with { UnitPrice = "0" }))).Field);
    }

    [Theory, BothDatabases]
    public async Task An_invoice_number_without_a_digit_is_refused_at_its_field(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var (claim, details) = await DraftAsync(bench);
        Assert.Equal("InvoiceNo", (await Assert.ThrowsAsync<Refusal>(() => SaveAsync(bench, claim, null, details with { InvoiceNo = "见附件" }))).Field);
        await SaveAsync(bench, claim, null, details with { InvoiceNo = "№ 1234 5678", InvoiceSeries = "代码 0610 0190 0104", InvoiceTotal = "1,400.00" });
        var line = (await LinesAsync(bench, claim)).Single();
        Assert.Equal(("12345678", "061001900104", Money.FromYuan(1400)), (line.InvoiceNo, line.InvoiceSeries, line.InvoiceTotal));
    }

    [Theory]
    [InlineData(nameof(LineKind.Lecture), LineField.Hours | LineField.HalfDay, LineField.Nights | LineField.Invoice | LineField.City)]
    [InlineData(nameof(LineKind.Consultation), LineField.ByCorrespondence | LineField.Expert, LineField.Hours | LineField.Invoice)]
    [InlineData(nameof(LineKind.Lodging), LineField.City | LineField.Nights | LineField.Persons | LineField.Invoice, LineField.Hours | LineField.Expert)]
    [InlineData(nameof(LineKind.Travel), LineField.Persons | LineField.BoardDays | LineField.Invoice, LineField.Hours | LineField.Expert)]
    [InlineData(nameof(LineKind.Purchase), LineField.Invoice, LineField.Measures)]
    internal void A_kind_of_cost_asks_for_what_its_rules_read_and_for_nothing_else(string kind, LineField asks, LineField asksNot)
    {
        var fields = Enum.Parse<LineKind>(kind).Fields();
        Assert.Equal((asks, LineField.None), (fields & asks, fields & asksNot));
    }

    private static async Task<(Claim Claim, LineDetails Details)> DraftAsync(FundBench bench)
    {
        var fund = await bench.FundAsync(FundKind.Income);
        var line = await bench.LineAsync(fund, 5000);
        var claim = await bench.WriteAsync<ClaimService, Claim>((service, db) => service.CreateAsync(db, new ClaimDetails("教材", fund.Id, "", ""), FundBench.Clerk));
        return (claim, new LineDetails
        {
            FundLineId = line, Kind = LineKind.Purchase, Description = "培训教材印刷", Payee = "西安示例印务公司", Quantity = "2", Unit = "册", UnitPrice = "350", FromDay = new DateOnly(2026, 3, 1), Measures = LineMeasures.None,
        });
    }

    private static Task<long> SaveAsync(FundBench bench, Claim claim, long? id, LineDetails details) =>
        bench.WriteAsync<ClaimService, long>((service, db) => service.SaveLineAsync(db, claim.Number, id, details, FundBench.Clerk));

    private static Task<IReadOnlyList<ClaimLine>> LinesAsync(FundBench bench, Claim claim) => bench.Database.ReadAsync(s => ClaimLineRepository.OfClaimAsync(s, claim.Id));
}
