namespace CEBase.Catalogue.Notices;

/// <summary>
/// Recipe step <c>notices</c>: every Markdown file of a folder, published. The file's name is the address; front matter between two lines of
/// <c>---</c> gives title, summary, pinned and daysAgo. One whose address is there already is left alone.
/// </summary>
internal sealed class NoticesStep(NoticeRepository notices, Trace trace, TimeProvider clock) : IRecipeStep
{
    public string Name => "notices";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var folder = step.TryGetProperty("folder", out var given) ? given.GetString()! : throw new RecipeException($"{Path.GetFileName(context.File)}：步骤 notices 缺少键 folder。");
        var kind = step.TryGetProperty("kind", out var named) && named.GetString() == "page" ? NoticeKind.Page : NoticeKind.Notice;
        var path = context.Resolve(folder);
        if (!Directory.Exists(path))
        {
            throw new RecipeException($"{Path.GetFileName(context.File)}：步骤 notices 的 folder“{folder}”不存在。");
        }
        foreach (var file in Directory.EnumerateFiles(path, "*.md").Order(StringComparer.Ordinal))
        {
            var (notice, daysAgo) = Read(await File.ReadAllTextAsync(file), $"{folder}/{Path.GetFileName(file)}", kind, Path.GetFileNameWithoutExtension(file));
            if (await notices.FindAsync(context.Db, kind, notice.Slug) is not null)
            {
                continue;
            }
            var id = await context.Db.InsertAsync("""
                INSERT INTO notice (kind, slug, title, summary, body, is_pinned, state, published_on, updated_at, version)
                VALUES (@Kind, @Slug, @Title, @Summary, @Body, @IsPinned, 'published', @Day, @Now, 1)
                """, new { Kind = kind.ToString(), notice.Slug, notice.Title, notice.Summary, notice.Body, notice.IsPinned, Day = clock.Today().AddDays(-daysAgo), Now = clock.GetUtcNow() });
            await trace.AppendAsync(context.Db, new TraceEntry(NoticeWorkflow.RecordType, id, "recipe") { To = NoticeWorkflow.Published }, SystemUser.Instance);
        }
    }

    /// <exception cref="RecipeException">Names file and key.</exception>
    public static (Notice Notice, int DaysAgo) Read(string text, string file, NoticeKind kind, string slug)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var end = lines.Length > 0 && lines[0] == "---" ? Array.IndexOf(lines, "---", 1) : -1;
        if (end < 0)
        {
            throw new RecipeException($"{file}：开头应有两行 --- 之间的标题等项目。");
        }
        var notice = new Notice { Kind = kind, Slug = slug, Body = string.Join('\n', lines[(end + 1)..]) };
        var daysAgo = 0;
        foreach (var line in lines[1..end])
        {
            var (key, value) = line.IndexOf(':') is > 0 and var colon ? (line[..colon].Trim(), line[(colon + 1)..].Trim()) : (line, "");
            notice = key switch
            {
                "title" => notice with { Title = value },
                "summary" => notice with { Summary = value },
                "pinned" when value is "true" or "false" => notice with { IsPinned = value == "true" },
                "daysAgo" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out daysAgo) => notice,
                _ => throw new RecipeException($"{file}：{key} 不认识，或它的值“{value}”不合要求；可用的有 title、summary、pinned（true 或 false）、daysAgo（数字）。"),
            };
        }
        try
        {
            return (NoticeService.Checked(notice), daysAgo);
        }
        catch (Refusal wrong)
        {
            throw new RecipeException($"{file}：{wrong.Field} {wrong.Message}");
        }
    }
}
