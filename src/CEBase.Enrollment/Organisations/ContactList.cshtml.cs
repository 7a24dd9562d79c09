using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Organisations;

/// <summary>委托单位联系人: which account speaks for which organisation.</summary>
[RequirePermission(Permissions.ManageLearners)]
internal sealed class ContactListModel(IDatabase database, OrganisationContacts contacts, IAccounts accounts, Trace trace, ITitles titles, ICurrentUser user) : PageModel, IFormPage
{
    public sealed record Line(OrganisationContact Contact, string Account);

    [BindProperty] public string? Login { get; set; }
    [BindProperty] public string? Organisation { get; set; }
    [BindProperty] public string? CreditCode { get; set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        var lines = new List<Line>();
        foreach (var contact in await contacts.AllAsync(db))
        {
            lines.Add(new Line(contact, (await accounts.FindAsync(db, contact.AccountId))?.DisplayName ?? "已删除的账号"));
        }
        Lines = lines;
    });

    public async Task<IActionResult> OnPostAsync()
    {
        await database.WriteAsync(async db =>
        {
            var account = string.IsNullOrWhiteSpace(Login) ? null : await accounts.FindByLoginAsync(db, Login);
            if (account is null)
            {
                throw new Refusal("account_unknown", "没有用这个手机号或邮箱登录的账号，请先在“账号”里建立，并给予委托单位联系人角色。") { Field = nameof(Login) };
            }
            var told = LearnerInput.Onto(new Learner(), Organisation, CreditCode, null, null, null, await titles.TableAsync(db));
            await contacts.AssignAsync(db, account.Id, told.Employer, told.CreditCode);
            await trace.AppendAsync(db, new TraceEntry("Account", account.Id, "organisation_assigned") { Comment = told.Employer }, user);
        });
        TempData["Done"] = "已登记联系人所代表的单位。";
        return RedirectToPage();
    }
}
