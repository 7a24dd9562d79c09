namespace CEBase.Instructors.Registry;

/// <summary>修改教师信息.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class InstructorEditModel(IDatabase database, InstructorQueries queries, InstructorService service, ICurrentUser user) : InstructorFormPage(database, queries)
{
    [FromRoute] public string Number { get; set; } = "";

    public override string Cancel => $"/console/instructors/{Number}";

    public async Task OnGetAsync()
    {
        Input = InstructorInput.Of(await Database.ReadAsync(db => service.FindAsync(db, Number)) ?? throw Refusal.NotFound($"师资库没有编号为 {Number} 的教师。"));
        await LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput(Number) is not { } entry)
        {
            return await this.AgainAsync();
        }
        await Database.WriteAsync(db => service.UpdateAsync(db, entry, user, Input.TitleSince));
        TempData["Done"] = $"{entry.Name} 的信息已保存。";
        return Redirect($"/console/instructors/{Number}");
    }
}
