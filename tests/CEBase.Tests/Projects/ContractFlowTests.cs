using CEBase.Projects;
using CEBase.Projects.Agreements;
using CEBase.Projects.Amendments;
using CEBase.Projects.Clients;
using CEBase.Projects.Contracts;
using CEBase.Projects.Ledger;
using CEBase.Projects.RedFlags;
using CEBase.Projects.Templates;
using OfficeOpenXml;

namespace CEBase.Tests.Projects;

public sealed class ContractFlowTests
{
    private static readonly TestUser Clerk = new(5, Permissions.View, Permissions.ContractsManage);
    private static readonly TestUser Office = new(6, Permissions.View, Permissions.OfficeReview, Permissions.ContractsManage, CEBase.Platform.Permissions.FindingsOverride);

    private static byte[] Pdf => "%PDF-1.4\n%%EOF"u8.ToArray();

    private static Task<StepOutcome> Take(Bench bench, string recordType, long id, string step, ICurrentUser user, string? reason = null) => bench.RunAsync<WorkflowEngine, StepOutcome>(engine =>
        engine.TakeAsync(new StepRequest(recordType, id, step) { Comment = reason, PassReviews = reason is not null }, user));

    private static Task<string> Draft(Bench bench, ProjectCard project, Func<Contract, Contract>? change = null, string? key = null) => bench.RunAsync<ContractService, string>(service => bench.Database.WriteAsync(async s =>
    {
        var contract = new Contract
        {
            ProjectId = project.Id, ClientId = await s.ClientAsync("渭河装备示例公司"), Kind = ContractKind.Training, HasSafetyClause = true, IsDeclared = true,
            TemplateId = (await new TemplateRepository().AllAsync(s)).First(t => t.Kind == ContractKind.Training).Id,
            Headcount = project.Headcount, Price = Money.FromYuan(36000), StartsOn = project.StartsOn, EndsOn = project.EndsOn, NegotiatedOn = bench.Clock.Today().AddDays(-10),
        };
        return await service.CreateAsync(s, change?.Invoke(contract) ?? contract, key, Clerk);
    }));

    private static Task Signing(Bench bench, string number, DateOnly day) => bench.RunAsync<ContractService>(service => bench.Database.WriteAsync(async s =>
        await service.SaveSigningAsync(s, number, day, new UploadedFile(new MemoryStream(Pdf), "合同.pdf"), (await new ContractRepository().GetAsync(s, number)).Version, Clerk)));

    private static Task<Contract> Get(Bench bench, string number) => bench.Database.ReadAsync(s => new ContractRepository().GetAsync(s, number));

    private static async Task<(Bench, ProjectCard)> StartAsync(DatabaseKind kind, bool isPriced = true, bool isServiceOnly = false)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        // Made here, so that two drafts at once meet over the contract and not over their client.
        await bench.Database.WriteAsync(s => s.ClientAsync("渭河装备示例公司"));
        return (bench, await bench.ProjectAsync(priceId: isPriced ? await bench.PriceAsync(1200) : null, isServiceOnly: isServiceOnly));
    }

    [Theory, BothDatabases]
    public async Task A_contract_on_template_and_price_is_signed_from_the_draft_and_stands_in_the_book(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        var number = await Draft(bench, project);
        Assert.Equal("H2026-001", number);
        await Signing(bench, number, bench.Clock.Today());
        var id = (await Get(bench, number)).Id;

        var outcome = await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Sign, Clerk);

        Assert.True(outcome.Taken, outcome.Refusal + string.Join(" ", outcome.Findings.Select(f => f.Sentence)));
        var terms = await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<IContractDirectory>().OfProjectAsync(s, project.Id));
        Assert.Equal((bench.Clock.Today(), 30), (terms!.SignedOn, terms.Headcount));
        await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<ContractService>(service => bench.Database.WriteAsync(async s =>
            await service.UpdateAsync(s, await new ContractRepository().GetAsync(s, number) with { Headcount = 31 }, Clerk))));
    }

    [Theory, BothDatabases]
    public async Task What_departs_passes_the_office_with_a_reason_and_a_later_change_sends_it_back(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        var number = await Draft(bench, project, c => c with { Deviation = "付款分两次" });
        await Signing(bench, number, bench.Clock.Today());
        var id = (await Get(bench, number)).Id;

        Assert.Contains((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Sign, Clerk, "急")).Findings, f => f.Rule == OfficeCheckRule.Needed);
        Assert.True((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Submit, Clerk)).Taken);
        Assert.False((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Pass, Clerk, "同意")).Taken);
        Assert.False((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Pass, Office)).Taken);
        Assert.True((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Pass, Office, "客户财务制度要求，同意")).Taken);

        await bench.RunAsync<ContractService>(service => bench.Database.WriteAsync(async s => await service.UpdateAsync(s, await new ContractRepository().GetAsync(s, number) with { Deviation = "付款分三次" }, Clerk)));
        Assert.Equal(ContractStates.Draft, (await Get(bench, number)).State);

        await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Submit, Clerk);
        await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Pass, Office, "同意");
        Assert.True((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Sign, Clerk)).Taken);
    }

    [Theory, BothDatabases]
    public async Task A_back_dated_contract_is_signed_only_with_a_reason_by_one_who_may(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        var number = await Draft(bench, project);
        await Signing(bench, number, bench.Clock.Today().AddDays(-11));
        var id = (await Get(bench, number)).Id;

        Assert.False((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Sign, Clerk)).Taken);
        Assert.False((await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Sign, Clerk, "记错了")).Taken);
        var outcome = await Take(bench, ContractStates.RecordType, id, ContractWorkflow.Sign, Office, "洽谈日登记有误，附往来函件");
        Assert.True(outcome.Taken);
        Assert.Equal([SigningDayRule.BeforeNegotiation], outcome.Findings.Select(f => f.Rule));
    }

    [Theory]
    [InlineData("unapproved", ContractProjectRule.NotApproved)]
    [InlineData("service", ServiceOnlyRule.TrainingAgreement)]
    [InlineData("safety", SafetyClauseRule.Missing)]
    [InlineData("words", RedFlagRule.Forbidden)]
    [InlineData("template", TemplateRule.Missing)]
    [InlineData("scan", SigningDayRule.NoScan)]
    [InlineData("late", SigningDayRule.RecordedAfterStart)]
    [InlineData("price", OfficeCheckRule.Needed)]
    public async Task Each_missing_piece_keeps_a_contract_from_being_signed(string piece, string rule)
    {
        var (bench, project) = await StartAsync(DatabaseKind.Sqlite, isPriced: piece != "price", isServiceOnly: piece == "service");
        await using var _ = bench;
        var number = await Draft(bench, project, c => piece switch
        {
            "safety" => c with { HasSafetyClause = false },
            "words" => c with { KeyTerms = "由丙方代理招生，按人头付佣金。" },
            "template" => c with { TemplateId = null },
            _ => c,
        });
        if (piece != "scan")
        {
            await Signing(bench, number, bench.Clock.Today());
        }
        if (piece == "unapproved")
        {
            await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE project SET state = 'office-review' WHERE id = @Id", new { project.Id }));
        }
        if (piece == "late")
        {
            bench.Clock.Advance(TimeSpan.FromDays(60));
        }

        var outcome = await Take(bench, ContractStates.RecordType, (await Get(bench, number)).Id, ContractWorkflow.Sign, Office, "理由");

        Assert.False(outcome.Taken);
        Assert.Contains(outcome.Findings, f => f.Rule == rule && f.Severity == Severity.Block);
    }

    [Theory, BothDatabases]
    public async Task A_form_sent_twice_makes_one_contract_and_a_second_contract_of_a_project_is_refused(DatabaseKind kind)
    {
        var (bench, project) = await StartAsync(kind);
        await using var _ = bench;
        var numbers = await Task.WhenAll(Draft(bench, project, key: "a"), Draft(bench, project, key: "a"));
        Assert.Equal(["H2026-001"], numbers.Distinct());
        Assert.Equal("contract_exists", (await Assert.ThrowsAsync<Refusal>(() => Draft(bench, project, key: "b"))).Code);
        await Take(bench, ContractStates.RecordType, (await Get(bench, "H2026-001")).Id, "cancel", Clerk, "客户改期");
        Assert.Equal("H2026-002", await Draft(bench, project, key: "b"));
    }

    [Theory, BothDatabases]
    public async Task After_signing_terms_change_by_a_signed_amendment_only(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var project = await bench.ProjectAsync(priceId: await bench.PriceAsync(1200));
        await bench.Database.WriteAsync(s => s.SignedContractAsync(project.Id));
        bench.Clock.Advance(TimeSpan.FromDays(31));
        var number = $"H-{project.Number}";
        Task<ContractTerms?> Terms() => bench.Database.ReadAsync(s => bench.Services.GetRequiredService<IContractDirectory>().OfProjectAsync(s, project.Id));
        var wish = new AmendmentWish(project.StartsOn, project.EndsOn, 35, Money.FromYuan(42000), "增派人员");
        Task<int> Amend(AmendmentWish what, string key) => bench.RunAsync<AmendmentService, int>(service => bench.Database.WriteAsync(s => service.CreateAsync(s, number, what, key, Clerk)));

        Assert.Equal("amendment_empty", (await Assert.ThrowsAsync<Refusal>(() => Amend(wish with { Headcount = 30, Price = Money.FromYuan(36000) }, "x"))).Code);
        var twice = await Task.WhenAll(Amend(wish, "a"), Amend(wish, "a"));
        Assert.Equal((1, 1), (twice[0], twice[1]));
        Assert.Equal("amendment_open", (await Assert.ThrowsAsync<Refusal>(() => Amend(wish, "b"))).Code);
        Assert.Equal(30, (await Terms())!.Headcount);
        Assert.Contains(AmendmentRule.Check((await Terms())!, project.StartsOn, project.EndsOn, 35), f => f.Rule == AmendmentRule.Headcount);

        var amendment = await bench.Database.ReadAsync(async s => (await new AmendmentRepository().FindAsync(s, number, 1))!);
        Assert.Null(amendment.StartsOn);
        Assert.False((await Take(bench, AmendmentStates.RecordType, amendment.Id, AmendmentWorkflow.Sign, Clerk)).Taken);
        await bench.RunAsync<AmendmentService>(service => bench.Database.WriteAsync(s =>
            service.SaveSigningAsync(s, amendment, bench.Clock.Today(), new UploadedFile(new MemoryStream(Pdf), "补充协议.pdf"), amendment.Version, Clerk)));
        var outcome = await Take(bench, AmendmentStates.RecordType, amendment.Id, AmendmentWorkflow.Sign, Clerk);
        Assert.True(outcome.Taken, string.Join(" ", outcome.Findings.Select(f => f.Sentence)));

        Assert.Equal((35, Money.FromYuan(42000)), ((await Terms())!.Headcount, (await Terms())!.Price));
        Assert.Empty(AmendmentRule.Check((await Terms())!, project.StartsOn, project.EndsOn, 35, Money.FromYuan(42000)));
        var line = Assert.Single((await bench.RunAsync<ContractQueries, ContractPage>(q => bench.Database.ReadAsync(s => q.ListAsync(s, new ContractFilter())))).Items);
        Assert.Equal((1, Money.FromYuan(36000), Money.FromYuan(42000)), (line.Amendments, line.FirstPrice, line.Price));
    }

    [Fact]
    public void The_ledger_workbook_sums_by_formula()
    {
        var lines = new[] { 36000m, 4000.5m }.Select((yuan, n) => new ContractLine { Number = $"H{n}", State = ContractStates.Signed, Price = Money.FromYuan(yuan), FirstPrice = Money.FromYuan(yuan), Headcount = 10 }).ToList();
        using var package = new ExcelPackage(new MemoryStream(LedgerWorkbook.Make(lines, "说明")));
        var cell = package.Workbook.Worksheets[0].Cells[6, 13];
        Assert.Equal("SUBTOTAL(9,M4:M5)", cell.Formula);
        Assert.Equal(40000.5, Convert.ToDouble(cell.Value));
    }

    [Theory, BothDatabases]
    public async Task A_client_is_one_by_its_normalised_code_and_a_licence_seen_names_who_saw_it(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var client = new Client { Name = "示例公司", CreditCode = " 91350100m000100y44", Region = "福建", ContactName = "联系人" };
        Task<long> Create(Client what, string key, bool seen = false) => bench.RunAsync<ClientService, long>(service => bench.Database.WriteAsync(s => service.CreateAsync(s, what, seen, key, Clerk)));

        var ids = await Task.WhenAll(Create(client, "a"), Create(client, "a"));
        var id = Assert.Single(ids.Distinct());
        Assert.Equal("client_exists", (await Assert.ThrowsAsync<Refusal>(() => Create(client with { CreditCode = "91350100M000100Y44" }, "b"))).Code);
        Assert.Equal("CreditCode", (await Assert.ThrowsAsync<Refusal>(() => Create(client with { CreditCode = "123" }, "c"))).Field);

        var stored = (await bench.Database.ReadAsync(s => new ClientRepository().FindAsync(s, id)))!;
        Assert.Equal(("91350100M000100Y44", false, ""), (stored.CreditCode, stored.CodeFits, stored.LicenceSeenBy));
        await bench.RunAsync<ClientService>(service => bench.Database.WriteAsync(s => service.ConfirmLicenceAsync(s, id, Clerk)));
        stored = (await bench.Database.ReadAsync(s => new ClientRepository().FindAsync(s, id)))!;
        Assert.Equal((Clerk.DisplayName, bench.Clock.Today()), (stored.LicenceSeenBy, stored.LicenceSeenOn));

        // Another code has another licence.
        await bench.RunAsync<ClientService>(service => bench.Database.WriteAsync(s => service.UpdateAsync(s, stored with { CreditCode = "91350100M000100Y45" }, false, Clerk)));
        Assert.Equal("", (await bench.Database.ReadAsync(s => new ClientRepository().FindAsync(s, id)))!.LicenceSeenBy);
        await Assert.ThrowsAsync<Refusal>(() => bench.RunAsync<ClientService>(service => bench.Database.WriteAsync(s => service.UpdateAsync(s, stored with { Name = "别名" }, false, Clerk))));
    }

    [Theory, BothDatabases]
    public async Task A_published_agreement_is_never_changed_and_the_newest_is_in_force(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        Task<int> Publish(string text, string key) => bench.RunAsync<AgreementService, int>(desk => bench.Database.WriteAsync(s => desk.PublishAsync(s, "学员知情协议", text, key, Clerk)));
        var texts = bench.Services.GetRequiredService<IAgreementTexts>();
        var first = (await bench.Database.ReadAsync(texts.CurrentAsync))!;
        Assert.Equal(1, first.Version);
        Assert.Contains("学位", first.Text);

        Assert.Equal(2, await Publish("新的文字", "a"));
        Assert.Equal(2, await Publish("新的文字", "a"));
        Assert.Equal("agreement_same", (await Assert.ThrowsAsync<Refusal>(() => Publish("新的文字", "b"))).Code);
        Assert.Equal("新的文字", (await bench.Database.ReadAsync(texts.CurrentAsync))!.Text);
        Assert.Equal(first, await bench.Database.ReadAsync(s => texts.FindAsync(s, first.Id)));
        await Assert.ThrowsAnyAsync<Exception>(() => bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE agreement_text SET text = 'x'")));
        await bench.RecipeAsync("npu");
        Assert.Equal(2, (await bench.Database.ReadAsync(texts.CurrentAsync))!.Version);
    }
}
