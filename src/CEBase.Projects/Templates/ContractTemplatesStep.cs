namespace CEBase.Projects.Templates;

/// <summary>Recipe step <c>contract-templates</c>: versions of templates; one that is there stays as it is, since contracts were written on it.</summary>
internal sealed class ContractTemplatesStep : IRecipeStep
{
    public string Name => "contract-templates";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var line in context.ReadFile<Line[]>(step))
        {
            await context.Session.ExecuteAsync("""
                INSERT INTO contract_template (code, version, name, kind, holds_from, body) VALUES (@Code, @Version, @Name, @Kind, @HoldsFrom, @Body) ON CONFLICT (code, version) DO NOTHING
                """, new { line.Code, line.Version, line.Name, Kind = line.Kind.ToString(), line.HoldsFrom, Body = string.Join('\n', line.Body) });
        }
    }

    private sealed record Line(string Code, int Version, string Name, ContractKind Kind, DateOnly HoldsFrom, string[] Body);
}
