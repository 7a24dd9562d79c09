using CEBase.Projects;

namespace CEBase.Tests.Projects;

public sealed class ContractBookTests
{
    private static Task<ContractTerms?> Of(Bench bench, long projectId) => bench.Database.ReadAsync(s => bench.Services.GetRequiredService<IContractDirectory>().OfProjectAsync(s, projectId));

    [Theory, BothDatabases]
    public async Task A_contract_is_told_as_amended_by_what_is_signed_and_by_nothing_else(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var project = await bench.ProjectAsync();
        Assert.Null(await Of(bench, project.Id));

        var id = await bench.Database.WriteAsync(s => s.SignedContractAsync(project.Id));
        var terms = (await Of(bench, project.Id))!;
        Assert.Equal((30, Money.FromYuan(36000), project.StartsOn, new DateOnly(2026, 4, 15)), (terms.Headcount, terms.Price, terms.StartsOn, terms.SignedOn));
        Assert.Equal("西安航空动力示例公司", terms.ClientName);

        Task Amend(int number, string state, int? headcount, Money? price) => bench.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO contract_amendment (contract_id, number, state, state_since, headcount, price, reason, scan_name, version) VALUES (@id, @number, @state, '', @headcount, @price, '', '', 1)
            """, new { id, number, state, headcount, price }));
        await Amend(1, "signed", 35, null);
        await Amend(2, "dropped", 99, null);
        await Amend(3, "signed", null, Money.FromYuan(42000));
        await Amend(4, "draft", 50, Money.FromYuan(1));
        terms = (await Of(bench, project.Id))!;
        Assert.Equal((35, Money.FromYuan(42000), project.EndsOn), (terms.Headcount, terms.Price, terms.EndsOn));

        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE contract SET state = 'ended' WHERE id = @id", new { id }));
        Assert.Null(await Of(bench, project.Id));
    }

    [Theory, BothDatabases]
    public async Task An_unsigned_contract_has_no_day_of_signing_whatever_was_typed(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var project = await bench.ProjectAsync();
        await bench.Database.WriteAsync(async s =>
        {
            var id = await s.SignedContractAsync(project.Id, isSigned: false);
            await s.ExecuteAsync("UPDATE contract SET signed_on = '2026-03-01' WHERE id = @id", new { id });
        });
        Assert.Null((await Of(bench, project.Id))!.SignedOn);
    }

    [Theory, BothDatabases]
    public async Task A_project_has_one_living_contract(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var project = await bench.ProjectAsync();
        await bench.Database.WriteAsync(s => s.SignedContractAsync(project.Id));
        await Assert.ThrowsAnyAsync<Exception>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("""
            INSERT INTO contract (number, state, state_since, client_id, project_id, kind, deviation, has_safety_clause, headcount, price, starts_on, ends_on, negotiated_on, scan_name, key_terms, partners, is_declared, version)
            SELECT 'second', 'draft', state_since, client_id, project_id, kind, deviation, has_safety_clause, headcount, price, starts_on, ends_on, negotiated_on, scan_name, key_terms, partners, is_declared, 1 FROM contract
            """)));
    }

    [Theory, BothDatabases]
    public async Task The_board_tells_all_material_and_which_is_approved(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var project = await bench.ProjectAsync(funding: FundingMode.Open);
        var (approved, draft) = await bench.Database.WriteAsync(async s => (await s.ApprovedPromotionAsync(project.Id), await s.ApprovedPromotionAsync(project.Id, isApproved: false)));
        var cards = await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<IPromotionDirectory>().OfProjectAsync(s, project.Id));
        Assert.Equal([(draft, false), (approved, true)], cards.Select(c => (c.Id, c.IsApproved)));
    }

    [Fact]
    public void What_differs_from_the_signed_contract_needs_an_amendment_each_term_by_itself()
    {
        var (from, to) = (new DateOnly(2026, 4, 25), new DateOnly(2026, 4, 29));
        var terms = new ContractTerms { Number = "H2026-001", SignedOn = from.AddDays(-9), StartsOn = from, EndsOn = to, Headcount = 30, Price = Money.FromYuan(36000) };
        string[] Rules(DateOnly start, int headcount, Money? price, ContractTerms contract) => [.. AmendmentRule.Check(contract, start, to, headcount, price).Select(f => f.Rule)];

        Assert.Empty(Rules(from, 30, Money.FromYuan(36000), terms));
        Assert.Empty(Rules(from, 30, null, terms));
        Assert.Equal([AmendmentRule.Dates], Rules(from.AddDays(1), 30, null, terms));
        Assert.Equal([AmendmentRule.Headcount], Rules(from, 31, null, terms));
        Assert.Equal([AmendmentRule.Price], Rules(from, 30, Money.FromYuan(35999.99m), terms));
        Assert.Equal([AmendmentRule.Dates, AmendmentRule.Headcount, AmendmentRule.Price], Rules(from.AddDays(1), 1, Money.Zero, terms));
        Assert.Empty(Rules(from.AddDays(1), 1, Money.Zero, terms with { SignedOn = null }));
    }
}
