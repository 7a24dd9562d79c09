using CEBase.Projects.Clients;
using CEBase.Projects.Drafting;
using CEBase.Projects.Prices;
using CEBase.Projects.Units;

namespace CEBase.Projects.Approval;

/// <summary>
/// Recipe step <c>projects</c>: sample projects in every state. The one for sample class 018 is P2026-018, so that the step that makes the classes
/// finds it. Names the file of the sample classes by its key <c>classes</c>; a number that is there is left alone.
/// </summary>
internal sealed class ProjectsStep(ProjectRepository projects, UnitRepository repository, PriceRepository prices, ClientRepository clients, Trace trace, TimeProvider clock) : IRecipeStep
{
    private static readonly string[] Numbered = [ProjectStates.Approved, ProjectStates.Closed];

    public string Name => "projects";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var today = clock.Today();
        var lines = context.ReadFile<SampleProject[]>(step);
        var classes = SampleTerms.Read(context.Resolve(step.GetProperty("classes").GetString()!));
        var units = (await repository.AllAsync(db)).ToDictionary(u => u.Name);
        foreach (var line in lines)
        {
            var number = $"P{today.Year}-{line.No}";
            if (await projects.FindAsync(db, number) is not null)
            {
                continue;
            }
            var terms = line.Terms ?? (line.Class is { } no && classes.TryGetValue(no, out var found) ? found : throw new RecipeException($"项目 {line.No}：没有 terms，class 也不在培训班文件里。"));
            var unit = Unit(line.Unit);
            var details = line.Details(today, terms);
            details = details with
            {
                UnitId = unit.Id,
                PriceId = terms.Fee > 0 ? await prices.CoveringAsync(db, details.Fee, details.StartsOn) ?? throw new RecipeException($"项目 {line.No} 的 fee：没有足够高的价格备案。") : null,
                PlanItemId = line.Plan is null ? null : await PlanItemAsync(db, unit.Id, details.StartsOn.Year, line.Plan),
                ClientId = terms.Client.Length > 0 ? (await clients.NamedAsync(db, terms.Client))?.Id : null,
            };
            if (ProjectChecks.Problems(details).FirstOrDefault() is { } problem)
            {
                throw new RecipeException($"项目 {line.No} 的 {problem.Field}：{problem.Sentence}");
            }
            var id = await projects.AddAsync(db, number, line.State, details, copiedFrom: null, clock.GetUtcNow());
            foreach (var share in line.Shares)
            {
                await db.ExecuteAsync("INSERT INTO project_share (project_id, unit_id, basis_points) VALUES (@id, @Unit, @Points)",
                    new { id, Unit = Unit(share.Unit).Id, Points = (int)(share.Percent * 100) });
            }
            if (Numbered.Contains(line.State))
            {
                await projects.NumberAsync(db, id, details.Funding, details.StartsOn.Year);
            }
            await trace.AppendAsync(db, new TraceEntry(ProjectStates.RecordType, id, "recipe") { To = line.State }, SystemUser.Instance);

            OwningUnit Unit(string name) => units.GetValueOrDefault(name) ?? throw new RecipeException($"项目 {line.No} 的 unit：没有承办单位“{name}”。");
        }
        await NumberCounter.ReachAsync(db, ProjectService.WorkingNumber, today.Year, lines.Max(l => int.Parse(l.No)));
    }

    private static Task<long?> PlanItemAsync(DbScope db, long unitId, int year, string name) => db.FirstAsync<long?>(
        "SELECT i.id FROM plan_item i JOIN annual_plan p ON p.id = i.plan_id WHERE p.unit_id = @unitId AND p.year = @year AND i.name = @name", new { unitId, year, name });
}
