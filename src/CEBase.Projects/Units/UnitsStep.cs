namespace CEBase.Projects.Units;

/// <summary>Recipe step <c>units</c>: owning units with their managers, one of them stopped perhaps. A unit that is there is left alone.</summary>
internal sealed class UnitsStep(UnitRepository repository, UnitService units, UnitPapers papers, TimeProvider clock) : IRecipeStep
{
    private sealed record UnitLine(string Name, string FilingNo, DateOnly? FiledOn, string Disciplines, string Contact, bool LegalPerson = false, string? Suspended = null, int DeadlineIn = 30, ManagerLine[]? Managers = null);

    private sealed record ManagerLine(string Name, string Employment, bool FullTime, DateOnly? FiledOn);

    public string Name => "units";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var line in context.ReadFile<UnitLine[]>(step))
        {
            if (await repository.FindAsync(context.Db, line.Name) is not null)
            {
                continue;
            }
            var id = await units.CreateAsync(context.Db, new OwningUnit
            {
                Name = line.Name, FilingNo = line.FilingNo, FiledOn = line.FiledOn, IsLegalPerson = line.LegalPerson, Disciplines = line.Disciplines, Contact = line.Contact,
            }, null, SystemUser.Instance);
            foreach (var m in line.Managers ?? [])
            {
                await papers.SaveManagerAsync(context.Db, id, new UnitManager { Name = m.Name, Employment = m.Employment, IsFullTime = m.FullTime, FiledOn = m.FiledOn }, SystemUser.Instance);
            }
            if (line.Suspended is { } reason)
            {
                await units.OrderAsync(context.Db, id, new UnitOrder { Reason = reason, Deadline = clock.Today().AddDays(line.DeadlineIn), Stops = true }, SystemUser.Instance);
            }
        }
    }
}
