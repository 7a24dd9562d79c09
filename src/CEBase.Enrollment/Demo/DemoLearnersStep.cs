using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Organisations;
using CEBase.Enrollment.Privacy;

namespace CEBase.Enrollment.Demo;

/// <summary>
/// Recipe step <c>{ "name": "demo-learners", "count": 400, "password": "…", "contact": { "account": "…", "organisation": "…" } }</c>: learners with
/// accounts learner001@example.com and on, one password; those that are there stay as they are.
/// </summary>
internal sealed class DemoLearnersStep(IAccounts accounts, LearnerRepository learners, PrivacyNotices notices, OrganisationContacts contacts, PeopleMaker people, ITitles titles) : IRecipeStep
{
    public string Name => "demo-learners";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        if (!step.TryGetProperty("count", out var count) || !step.TryGetProperty("password", out var password))
        {
            throw new RecipeException($"{Path.GetFileName(context.File)}：步骤“{Name}”缺少 count 或 password。");
        }
        var db = context.Db;
        var hash = accounts.HashPassword(password.GetString()!);
        var notice = await notices.CurrentAsync(db);
        var table = await titles.TableAsync(db);
        for (var number = 1; number <= count.GetInt32(); number++)
        {
            if (await accounts.FindByLoginAsync(db, PeopleMaker.EmailOf(number)) is not null)
            {
                continue;
            }
            var person = people.Make(number, table);
            var account = await accounts.CreateAsync(db, new NewAccount(person.Name, null, person.Email, null, "learner") { PasswordHash = hash });
            var id = await learners.AddAsync(db, person with { AccountId = account });
            if (id != 0 && notice is not null)
            {
                await notices.AgreeAsync(db, id, notice.Version);
            }
        }
        if (step.TryGetProperty("contact", out var contact)
            && await accounts.FindByLoginAsync(db, contact.GetProperty("account").GetString()!) is { } speaker)
        {
            await contacts.AssignAsync(db, speaker.Id, contact.GetProperty("organisation").GetString()!, null);
        }
    }
}
