namespace CEBase.Instructors.Registry;

/// <summary>登记教师.</summary>
[RequirePermission(Permissions.Manage)]
internal sealed class InstructorNewModel(IDatabase database, InstructorQueries queries, InstructorService service, ICurrentUser user) : InstructorFormPage(database, queries)
{
    public override string Cancel => "/console/instructors";

    public Task OnGetAsync()
    {
        Input.RequestKey = Guid.NewGuid().ToString("N");
        return LoadAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (ReadInput("") is not { } entry)
        {
            return await this.AgainAsync();
        }
        var number = await Database.WriteAsync(db => service.CreateAsync(db, entry, Input.RequestKey, user));
        TempData["Done"] = $"{entry.Name} 已登记，编号 {number}。";
        return Redirect($"/console/instructors/{number}");
    }
}
