namespace CEBase.Catalogue.Safety;

/// <summary>
/// Recipe step <c>{ "name": "safety-checklist", "file": "npu/safety-checklist.json" }</c>: items of the checklist in their order, with the article
/// each rests on. <c>online</c> marks those that apply to online classes too.
/// </summary>
internal sealed class SafetyChecklistStep(IRegulationLibrary library) : IRecipeStep
{
    public string Name => "safety-checklist";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var position = 0;
        foreach (var item in context.ReadFile<Line[]>(step))
        {
            if (!Citation.TryParse(item.Citation, out var citation) || library.Find(citation) is null)
            {
                throw new RecipeException($"安全检查项目 {item.Code} 的 citation：没有条款“{item.Citation}”。");
            }
            await context.Db.ExecuteAsync("""
                INSERT INTO safety_item (code, position, area, text, online, onsite, citation) VALUES (@Code, @position, @Area, @Text, @Online, TRUE, @Citation)
                ON CONFLICT (code) DO UPDATE SET position = excluded.position, area = excluded.area, text = excluded.text, online = excluded.online, citation = excluded.citation
                """, new { item.Code, position = ++position, item.Area, item.Text, item.Online, item.Citation });
        }
    }

    private sealed record Line(string Code, string Area, string Text, string Citation, bool Online = false);
}
