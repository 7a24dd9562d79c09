namespace CEBase.Projects.Templates;

/// <summary>Recipe step <c>contract-templates</c>: versions of templates; one that is there stays as it is, since contracts were written on it.</summary>
internal sealed class ContractTemplatesStep(TemplateRepository templates) : IRecipeStep
{
    public string Name => "contract-templates";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var line in context.ReadFile<Line[]>(step))
        {
            await templates.AddAsync(context.Db, new ContractTemplate
            {
                Code = line.Code, Version = line.Version, Name = line.Name, Kind = line.Kind, HoldsFrom = line.HoldsFrom, Body = string.Join('\n', line.Body),
            }, null);
        }
    }

    private sealed record Line(string Code, int Version, string Name, ContractKind Kind, DateOnly HoldsFrom, string[] Body);
}
