namespace CEBase.Instructors.Titles;

/// <summary>职称表: titles by series and level, and the ways of writing that staff read into it.</summary>
[RequirePermission(Permissions.View)]
internal sealed class TitleAliasesModel(RecordServices services, TitleRepository titles) : FormPage(services)
{
    [FromQuery] public string? Q { get; set; }
    [FromQuery] public TitleLevel? Level { get; set; }
    [BindProperty, Display(Name = "写法")] public string? Alias { get; set; }
    [BindProperty, Display(Name = "认定为")] public TitleLevel? ReadAs { get; set; }
    [BindProperty, Display(Name = "依据")] public string? Note { get; set; }

    public IReadOnlyList<TitleEntry> Entries { get; private set; } = [];
    public bool MayAdd => CurrentUser.Has(Permissions.Manage);

    /// <summary>How the table reads what was searched for, when it isn't a line of it.</summary>
    public TitleReading? Reading { get; private set; }

    protected override async Task LoadAsync(DbScope db)
    {
        Entries = await titles.ListAsync(db, Q, Level);
        Reading = string.IsNullOrWhiteSpace(Q) ? null : (await titles.TableAsync(db)).Read(Q);
        Alias ??= Reading?.Unknown is [var unknown, ..] ? unknown : null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        CurrentUser.Demand(Permissions.Manage, "您没有管理师资库的权限，请联系管理员。");
        Field.Check(ReadAs is not null, "required", nameof(ReadAs), "请选择认定为哪一级，或“不是职称”。");
        var changed = await Database.WriteAsync(db => titles.AddAliasAsync(db, Alias, ReadAs!.Value, Note, CurrentUser));
        return Done($"“{Alias!.Trim()}”已收入职称表，{changed} 位教师的级别据此重新认定。", InstructorAddresses.Titles);
    }
}
