using CEBase.Projects;
using CEBase.Projects.Drafting;
using FsCheck.Fluent;

namespace CEBase.Tests.Projects;

public sealed class ProjectWorkflowTests
{
    private static readonly string[] Steps = ["submit", "unit-pass", "unit-return", "approve", "office-return", "revise", "close"];

    [Theory, BothDatabases]
    public async Task A_project_gets_its_number_when_it_is_approved_and_not_before(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var card = await bench.ProjectAsync(await bench.ProjectDetailsAsync());
        Assert.Equal(("P2026-001", null, ProjectStates.Draft), (card.Number, card.ApprovalNo, card.State));

        foreach (var (step, state) in new[] { ("submit", ProjectStates.UnitReview), ("unit-pass", ProjectStates.OfficeReview) })
        {
            Assert.Equal(state, (await bench.ProjectStepAsync(card.Id, step)).State);
            Assert.Null((await bench.ProjectAsync(card.Id))!.ApprovalNo);
        }
        Assert.True((await bench.ProjectStepAsync(card.Id, "approve")).Taken);

        Assert.Equal("GK2026-001", (await bench.ProjectAsync(card.Id))!.ApprovalNo);
    }

    [Theory, BothDatabases]
    public async Task Numbers_run_by_who_pays_and_year(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var numbers = new List<string?>();
        foreach (var (funding, days) in new[] { (FundingMode.Open, 60), (FundingMode.Commissioned, 60), (FundingMode.Open, 60), (FundingMode.Fiscal, 60), (FundingMode.BaseGrant, 60), (FundingMode.Open, 400) })
        {
            numbers.Add((await bench.ApprovedProjectAsync(await bench.ProjectDetailsAsync(funding, days))).ApprovalNo);
        }
        Assert.Equal(["GK2026-001", "WT2026-001", "GK2026-002", "CZ2026-001", "ZX2026-001", "GK2027-001"], numbers);
    }

    [Theory, BothDatabases]
    public async Task A_revised_project_keeps_its_number_waits_for_approval_again_and_tells_who_stands_on_it(DatabaseKind kind)
    {
        var heard = new Heard();
        await using var bench = await Bench.StartAsync(kind, services => services.AddSingleton<IDomainEventHandler<ProjectChanged>>(heard).AddSingleton<IDomainEventHandler<ProjectApproved>>(heard));
        var card = await bench.ApprovedProjectAsync();
        Assert.Equal([$"approved {card.ApprovalNo}"], heard.Events);

        Assert.False((await bench.RunAsync<WorkflowEngine, StepOutcome>(e => e.TakeAsync(new StepRequest(ProjectStates.RecordType, card.Id, "revise"), SystemUser.Instance))).Taken);
        Assert.Equal(ProjectStates.Draft, (await bench.ProjectStepAsync(card.Id, "revise")).State);
        Assert.Equal(["approved GK2026-001", "changed"], heard.Events);

        await bench.ApproveAsync(card.Id);
        Assert.Equal("GK2026-001", (await bench.ProjectAsync(card.Id))!.ApprovalNo);
        Assert.Equal("GK2026-002", (await bench.ApprovedProjectAsync()).ApprovalNo);
    }

    [Theory, BothDatabases]
    public async Task A_returned_project_asks_for_reasons_and_comes_back(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ProjectAsync(await bench.ProjectDetailsAsync());
        await bench.ProjectStepAsync(card.Id, "submit");
        Assert.False((await bench.RunAsync<WorkflowEngine, StepOutcome>(e => e.TakeAsync(new StepRequest(ProjectStates.RecordType, card.Id, "unit-return"), SystemUser.Instance))).Taken);
        Assert.Equal(ProjectStates.Returned, (await bench.ProjectStepAsync(card.Id, "unit-return")).State);
        await bench.ApproveAsync(card.Id);
    }

    [Theory, BothDatabases]
    public async Task Each_role_takes_its_own_step_only(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var card = await bench.ProjectAsync(await bench.ProjectDetailsAsync());
        var staff = new TestUser(1, Permissions.Manage);
        var leader = new TestUser(2, Permissions.UnitReview);
        var office = new TestUser(3, Permissions.OfficeReview, CEBase.Platform.Permissions.FindingsOverride);

        Assert.False((await bench.ProjectStepAsync(card.Id, "submit", office)).Taken);
        Assert.True((await bench.ProjectStepAsync(card.Id, "submit", staff)).Taken);
        Assert.False((await bench.ProjectStepAsync(card.Id, "unit-pass", staff)).Taken);
        Assert.True((await bench.ProjectStepAsync(card.Id, "unit-pass", leader)).Taken);
        Assert.False((await bench.ProjectStepAsync(card.Id, "approve", leader)).Taken);
        Assert.True((await bench.ProjectStepAsync(card.Id, "approve", office)).Taken);
    }

    [Theory, BothDatabases]
    public async Task Whatever_the_order_of_steps_numbers_have_no_gap_are_never_given_twice_and_none_comes_without_approval(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var details = await bench.ProjectDetailsAsync();
        Property.Holds(Gen.Elements(Steps).Zip(Gen.Choose(0, 2)).ArrayOf().Resize(24), walk => WalkAsync(walk).GetAwaiter().GetResult(), tries: 8);

        async Task<bool> WalkAsync((string Step, int Project)[] walk)
        {
            var cards = new List<ProjectCard>();
            for (var i = 0; i < 3; i++)
            {
                cards.Add(await bench.ProjectAsync(details));
            }
            var approved = new HashSet<int>();
            var given = new Dictionary<int, string>();
            foreach (var (step, which) in walk)
            {
                var outcome = await bench.ProjectStepAsync(cards[which].Id, step);
                if (outcome.Taken && step == "approve")
                {
                    approved.Add(which);
                }
                var now = (await bench.ProjectAsync(cards[which].Id))!;
                if (approved.Contains(which) != (now.ApprovalNo is not null) || given.TryGetValue(which, out var before) && before != now.ApprovalNo)
                {
                    return false;
                }
                if (now.ApprovalNo is { } number)
                {
                    given[which] = number;
                }
            }
            return await UnbrokenAsync(bench);
        }
    }

    [Theory, BothDatabases]
    public async Task An_approval_that_is_undone_gives_its_number_back(DatabaseKind kind)
    {
        var refuses = new Refuses();
        await using var bench = await Bench.StartAsync(kind, services => services.AddSingleton<IDomainEventHandler<ProjectApproved>>(refuses));
        var card = await bench.ProjectAsync(await bench.ProjectDetailsAsync());
        await bench.ProjectStepAsync(card.Id, "submit");
        await bench.ProjectStepAsync(card.Id, "unit-pass");
        refuses.Now = true;
        await Assert.ThrowsAsync<Refusal>(() => bench.ProjectStepAsync(card.Id, "approve"));
        refuses.Now = false;

        Assert.Equal("GK2026-001", (await bench.ApprovedProjectAsync()).ApprovalNo);
    }

    private static async Task<bool> UnbrokenAsync(Bench bench)
    {
        var numbers = await bench.Database.ReadAsync(s => s.QueryAsync<string>("SELECT approval_no FROM project WHERE approval_no IS NOT NULL ORDER BY approval_no"));
        return numbers.SequenceEqual(Enumerable.Range(1, numbers.Count).Select(n => ApprovalNumbers.Of(FundingMode.Open, 2026, n)));
    }

    private sealed class Heard : IDomainEventHandler<ProjectChanged>, IDomainEventHandler<ProjectApproved>
    {
        public List<string> Events { get; } = [];

        public Task HandleAsync(ProjectChanged happened, DbScope db, CancellationToken cancel)
        {
            Events.Add("changed");
            return Task.CompletedTask;
        }

        public Task HandleAsync(ProjectApproved happened, DbScope db, CancellationToken cancel)
        {
            Events.Add($"approved {happened.ApprovalNo}");
            return Task.CompletedTask;
        }
    }

    private sealed class Refuses : IDomainEventHandler<ProjectApproved>
    {
        public bool Now { get; set; }

        public Task HandleAsync(ProjectApproved happened, DbScope db, CancellationToken cancel) =>
            Now ? throw new Refusal("no", "不行。") : Task.CompletedTask;
    }
}
