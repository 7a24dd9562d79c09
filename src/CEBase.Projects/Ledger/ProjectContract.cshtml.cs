namespace CEBase.Projects.Ledger;

/// <summary>合同 of a project, the living one first.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ProjectContractModel(IDatabase database, IProjectDirectory projects, ContractQueries queries, ICurrentUser user) : PageModel
{
    [FromRoute] public string Number { get; set; } = "";

    public ProjectCard Project { get; private set; } = null!;
    public IReadOnlyList<ContractLine> Contracts { get; private set; } = [];
    public bool MayManage => user.Has(Permissions.ContractsManage);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        Project = await projects.FindAsync(db, Number) ?? throw Refusal.NotFound($"没有编号为 {Number} 的项目。");
        Contracts = [.. (await queries.AllAsync(db, new ContractFilter { Q = Number })).Where(k => k.ProjectId == Project.Id).OrderByDescending(k => k.Counts)];
        return 0;
    }, cancel);

    /// <summary>Where the project as it stands departs from the signed contract.</summary>
    public IEnumerable<Finding> DifferencesOf(ContractLine k) => AmendmentRule.Check(
        new ContractTerms { Number = k.Number, SignedOn = k.SignedOn, StartsOn = k.StartsOn, EndsOn = k.EndsOn, Headcount = k.Headcount, Price = k.Price },
        Project.StartsOn, Project.EndsOn, Project.Headcount);
}
