using System.Text;
using CEBase.Projects.Clients;
using CEBase.Projects.Templates;

namespace CEBase.Projects.Contracts;

/// <summary>
/// Recipe step <c>contracts</c>: every commissioned sample project that was approved and has a client gets a signed contract on its own terms; the
/// file names what is different. A project that has a contract is left alone.
/// </summary>
internal sealed class DemoContractsStep(
    ContractRepository contracts, AmendmentRepository amendments, TemplateRepository repository, ClientRepository clients, IProjectDirectory projects, IFileStore files, Trace trace, TimeProvider clock) : IRecipeStep
{
    public string Name => "contracts";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var today = clock.Today();
        var special = context.ReadFile<SampleContract[]>(step).ToDictionary(l => $"P{today.Year}-{l.Project}");
        var templates = await repository.AllAsync(db);
        var numbers = await db.QueryAsync<string>("SELECT number FROM project WHERE funding = 'Commissioned' AND state IN ('approved', 'closed') ORDER BY number");
        foreach (var number in numbers.Union(special.Keys).Order(StringComparer.Ordinal))
        {
            var line = special.GetValueOrDefault(number) ?? new SampleContract();
            var project = await projects.FindAsync(db, number) ?? throw new RecipeException($"合同的 project：没有项目 {number}。");
            var clientId = line.Client.Length > 0
                ? (await clients.NamedAsync(db, line.Client))?.Id ?? throw new RecipeException($"项目 {number} 的 client：没有委托单位“{line.Client}”。")
                : project.ClientId;
            if (clientId is null || await db.ScalarAsync<long>("SELECT count(*) FROM contract WHERE project_id = @Id", new { project.Id }) > 0)
            {
                continue;
            }
            await AddAsync(db, project, clientId.Value, line, templates, today);
        }
    }

    private async Task AddAsync(DbScope db, ProjectCard project, long clientId, SampleContract line, IReadOnlyList<ContractTemplate> templates, DateOnly today)
    {
        var isSigned = line.State.Length == 0;
        var kind = project.IsServiceOnly ? ContractKind.Service : ContractKind.Training;
        // Signed a good while before the start, and never in the future.
        var negotiated = Earlier(project.StartsOn.AddDays(-50), today.AddDays(-10));
        var signed = line.SignedBeforeNegotiation > 0 ? negotiated.AddDays(-line.SignedBeforeNegotiation) : negotiated.AddDays(6);
        var scan = isSigned || line.SignedBeforeNegotiation > 0 ? await ScanAsync(db, $"合同-{project.Number}") : null;
        var contract = new Contract
        {
            Number = await ContractService.NextNumberAsync(db, today.Year),
            State = !isSigned ? line.State : project.State == ProjectStates.Closed ? ContractStates.Performed : ContractStates.Signed,
            StateSince = Earlier(signed, today).At(new TimeOnly(15, 0)),
            ClientId = clientId, ProjectId = project.Id, Kind = kind,
            TemplateId = templates.First(t => t.Kind == kind && t.HoldsFrom <= negotiated).Id,
            Deviation = line.Deviation, HasSafetyClause = true, Headcount = project.Headcount, Price = Money.FromYuan(line.PerLearner) * project.Headcount,
            StartsOn = project.StartsOn, EndsOn = project.EndsOn, NegotiatedOn = negotiated, SignedOn = scan is null ? null : signed,
            ScanHash = scan?.Hash, ScanName = scan?.FileName ?? "", ScanUploadedAt = scan is null ? null : signed.AddDays(1).At(new TimeOnly(9, 30)),
            KeyTerms = line.KeyTerms.Length > 0 ? line.KeyTerms : $"为甲方职工举办“{project.Name}”，{project.Headcount} 人；费用由甲方对公转入学校账户；乙方负责教学、场所安全和安全教育。",
            Partners = "无", IsDeclared = true,
        };
        var id = await contracts.AddAsync(db, contract, null);
        await trace.AppendAsync(db, new TraceEntry(ContractStates.RecordType, id, "recipe") { To = contract.State }, SystemUser.Instance);
        if (line.AmendHeadcount is { } headcount)
        {
            var amendment = await amendments.AddAsync(db, new Amendment
            {
                ContractId = id, Number = 1, Headcount = headcount, Price = Money.FromYuan(line.PerLearner) * headcount, Reason = line.AmendReason,
            }, null, clock.GetUtcNow());
            await trace.AppendAsync(db, new TraceEntry(AmendmentStates.RecordType, amendment, "recipe") { To = AmendmentStates.Draft }, SystemUser.Instance);
        }
    }

    private async Task<StoredFile> ScanAsync(DbScope db, string name)
    {
        await using var paper = new MemoryStream(Encoding.ASCII.GetBytes($"%PDF-1.4\n% sample paper {name.Length} {Convert.ToHexString(Encoding.UTF8.GetBytes(name))}\n%%EOF"));
        return await files.SaveAsync(db, paper, $"{name}.pdf", Permissions.View, FileKinds.Pdf, SystemUser.Instance, isSensitive: true);
    }

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private sealed record SampleContract
    {
        /// <summary>The three digits of the project's working number.</summary>
        public string Project { get; init; } = "";

        public string Client { get; init; } = "";

        /// <summary>Empty for signed (or performed, when the project is closed).</summary>
        public string State { get; init; } = "";

        public decimal PerLearner { get; init; } = 1600;
        public string Deviation { get; init; } = "";
        public string KeyTerms { get; init; } = "";

        /// <summary>So many days before the negotiation stands as day of signing: what a back-dated paper looks like.</summary>
        public int SignedBeforeNegotiation { get; init; }

        public int? AmendHeadcount { get; init; }
        public string AmendReason { get; init; } = "";
    }
}
