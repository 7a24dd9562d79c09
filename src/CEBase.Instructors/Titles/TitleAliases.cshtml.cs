namespace CEBase.Instructors.Titles;

/// <summary>职称表: titles by series and level, and the ways of writing that staff read into it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class TitleAliasesModel(IDatabase database, TitleRepository book, ICurrentUser user) : PageModel, IFormPage
{
    [FromQuery] public string? Q { get; set; }
    [FromQuery] public TitleLevel? Level { get; set; }
    [BindProperty, Display(Name = "写法")] public string? Alias { get; set; }
    [BindProperty, Display(Name = "认定为")] public TitleLevel? ReadAs { get; set; }
    [BindProperty, Display(Name = "依据")] public string? Note { get; set; }

    public IReadOnlyList<TitleEntry> Entries { get; private set; } = [];
    public bool MayAdd => user.Has(Permissions.Manage);

    /// <summary>How the table reads what was searched for, when it isn't a line of it.</summary>
    public TitleReading? Reading { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync<int>(async db =>
    {
        Entries = await book.ListAsync(db, Q, Level);
        Reading = string.IsNullOrWhiteSpace(Q) ? null : (await book.TableAsync(db)).Read(Q);
        Alias ??= Reading?.Unknown is [var unknown, ..] ? unknown : null;
        return 0;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayAdd)
        {
            throw new Refusal("no_permission", "您没有管理师资库的权限，请联系管理员。");
        }
        if (ReadAs is not { } level)
        {
            throw new Refusal("alias_level", "请选择认定为哪一级，或“不是职称”。") { Field = nameof(ReadAs) };
        }
        var changed = await database.WriteAsync(db => book.AddAliasAsync(db, Alias, level, Note, user));
        TempData["Done"] = $"“{Alias!.Trim()}”已收入职称表，{changed} 位教师的级别据此重新认定。";
        return Redirect("/console/instructors/titles");
    }
}
