using CEBase.Projects;
using CEBase.Projects.Contracts;
using CEBase.Projects.Ledger;
using CEBase.Projects.Promotion;

namespace CEBase.Tests.Projects;

public sealed class DemoPapersTests
{
    [Theory, BothDatabases]
    public async Task The_demo_shows_contracts_and_material_in_every_condition_and_running_it_again_adds_nothing(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu", "demo");

        var contracts = (await bench.RunAsync<ContractQueries, ContractPage>(q => bench.Database.ReadAsync(s => q.ListAsync(s, new ContractFilter { Size = 1000 })))).Items;
        Assert.Equal([ContractStates.Draft, ContractStates.Performed, ContractStates.Signed], contracts.Select(c => c.State).Distinct().Order());
        Assert.Contains(contracts, c => c.HasOpenAmendment);
        var draft = contracts.First(c => c.State == ContractStates.Draft);
        var view = await bench.RunAsync<WorkflowEngine, WorkflowView>(engine => engine.LookAsync(ContractStates.RecordType, draft.Id, CEBase.Platform.Security.SystemUser.Instance));
        Assert.Contains(view.Steps.Single(s => s.Step.Name == ContractWorkflow.Sign).Findings, f => f.Rule == SigningDayRule.BeforeNegotiation);

        var material = await bench.Database.ReadAsync(s => s.QueryAsync<PromotionLine>(PromotionLine.Select));
        Assert.Subset(material.Select(m => m.State).ToHashSet(), new HashSet<string> { PromotionStates.Approved, PromotionStates.Office, PromotionStates.Meeting, PromotionStates.Returned, PromotionStates.Withdrawn });
        await bench.RunAsync<PromotionChecks>(checks => bench.Database.ReadAsync<int>(async s =>
        {
            foreach (var line in material.Where(m => m.State is PromotionStates.Approved or PromotionStates.Office))
            {
                var found = await checks.AllAsync(s, await new PromotionRepository().GetAsync(s, line.Id));
                // Of a closed project the rule says that nothing new may go out; all others say what was approved.
                Assert.Empty(found.Where(f => f.Rule != PromotionTermsRule.NotApproved).Select(f => $"{line.ProjectNumber} {f.Sentence}"));
            }
            var returned = material.Single(m => m.State == PromotionStates.Returned);
            Assert.Contains(await checks.AllAsync(s, await new PromotionRepository().GetAsync(s, returned.Id)), f => f.Rule == PromotionTermsRule.Fee);
            return 0;
        }));

        await bench.RecipeAsync("demo");
        Assert.Equal(contracts.Count, (await bench.RunAsync<ContractQueries, ContractPage>(q => bench.Database.ReadAsync(s => q.ListAsync(s, new ContractFilter())))).Total);
        Assert.Equal(material.Count, await bench.Database.ReadAsync(s => s.ScalarAsync<int>("SELECT count(*) FROM promotion")));
    }
}
