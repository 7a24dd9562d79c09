namespace CEBase.Catalogue.Archives;

/// <summary>Recipe step <c>archive-sections</c>: what class archives ask for. Run again, it takes over what the file says now; items the file no longer has are dropped.</summary>
internal sealed class ArchiveSectionsStep : IRecipeStep
{
    private sealed record SectionInFile(string Code, string Title, ItemInFile[] Items);

    private sealed record ItemInFile(string Code, string Title, string Responsible, string Citation)
    {
        public string[] When { get; init; } = [];
        public DueKind Due { get; init; } = DueKind.Archive;
        public int DueDays { get; init; }
        public bool Required { get; init; } = true;
        public string Hint { get; init; } = "";
    }

    public string Name => "archive-sections";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var sections = context.ReadFile<SectionInFile[]>(step);
        foreach (var (section, item) in sections.SelectMany(s => s.Items.Select(i => (s, i))))
        {
            Check(section, item, step.GetProperty("file").GetString()!);
        }
        var db = context.Db;
        await db.ExecuteAsync("DELETE FROM archive_requirement");
        await db.ExecuteAsync("DELETE FROM archive_section");
        await db.ExecuteAsync("INSERT INTO archive_section (code, title, position) VALUES (@Code, @Title, @Position)",
            sections.Select((s, n) => new { s.Code, s.Title, Position = n + 1 }));
        await db.ExecuteAsync("""
            INSERT INTO archive_requirement (code, section, title, conditions, responsible, due_kind, due_days, is_required, citation, hint, position)
            VALUES (@Code, @Section, @Title, @Conditions, @Responsible, @Due, @DueDays, @Required, @Citation, @Hint, @Position)
            """, sections.SelectMany(s => s.Items.Select((i, n) => new
        {
            i.Code, Section = s.Code, i.Title, Conditions = string.Join(' ', i.When), i.Responsible, Due = i.Due.ToString(), i.DueDays, i.Required, i.Citation, i.Hint, Position = n + 1,
        })));
    }

    private static void Check(SectionInFile section, ItemInFile item, string file)
    {
        if (item.When.FirstOrDefault(w => !ArchiveConditions.All.ContainsKey(w)) is { } unknown)
        {
            throw new RecipeException($"{file}：{item.Code} 的 when 里有“{unknown}”，可用的有 {string.Join("、", ArchiveConditions.All.Keys)}。");
        }
        if (!item.Code.StartsWith(section.Code + ".", StringComparison.Ordinal))
        {
            throw new RecipeException($"{file}：{item.Code} 的 code 应以“{section.Code}.”开头。");
        }
        if (!Citation.TryParse(item.Citation, out _))
        {
            throw new RecipeException($"{file}：{item.Code} 的 citation“{item.Citation}”不是条款引用，应形如 BJTU:32。");
        }
    }
}
