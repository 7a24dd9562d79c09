using CEBase.Platform.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace CEBase.Tests.Identity;

public sealed class AdministrationTests
{
    [Theory, BothDatabases]
    public async Task The_recipe_sets_ten_roles_and_run_twice_changes_nothing(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var once = await GrantsAsync(bench);
        await bench.RecipeAsync("npu");
        Assert.Equal(once, await GrantsAsync(bench));
        Assert.Equal(10, (await bench.Database.ReadAsync(new RoleRepository().AllAsync)).Count);
    }

    [Theory, BothDatabases]
    public async Task The_last_administrator_can_neither_be_disabled_nor_lose_the_role(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var (one, two) = (await AddAsync(bench, "a@example.com", "administrator"), await AddAsync(bench, "b@example.com", "administrator"));
        await bench.RunAsync<AccountAdministration>(office => office.DisableAsync(one));
        Assert.Equal("last_administrator", await RefusalAsync(bench, office => office.DisableAsync(two)));
        Assert.Equal("last_administrator", await RefusalAsync(bench, office => office.SetRolesAsync(two, ["learner"])));
        Assert.True((await AccountAsync(bench, two)).IsActive);
        Assert.Equal(["administrator"], await bench.Database.ReadAsync(s => new AccountRepository().RolesAsync(s, two)));
    }

    [Theory, BothDatabases]
    public async Task Two_administrators_who_disable_each_other_at_once_leave_one(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var ids = new[] { await AddAsync(bench, "a@example.com", "administrator"), await AddAsync(bench, "b@example.com", "administrator") };
        await Task.WhenAll(ids.Select(id => Task.Run(() => RefusalAsync(bench, office => office.DisableAsync(id)))));
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM account WHERE is_active = TRUE")));
    }

    [Theory, BothDatabases]
    public async Task Nobody_gives_a_role_beyond_his_own_rights_or_touches_an_account_that_has_one(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind, services => services.AddScoped<ICurrentUser>(_ => new TestUser(1, "Accounts.Manage", "Enrolments.Own", "Hours.Own")));
        await bench.RecipeAsync("npu");
        var (administrator, learner) = (await AddAsync(bench, "a@example.com", "administrator"), await AddAsync(bench, "b@example.com", "learner"));
        Assert.Equal("role_beyond_own", await RefusalAsync(bench, office => office.SetRolesAsync(learner, ["administrator"])));
        Assert.Equal("role_beyond_own", await RefusalAsync(bench, office => office.ResetPasswordAsync(administrator)));
        Assert.Equal("role_beyond_own", await RefusalAsync(bench, office => office.CreateAsync("丙", null, "c@example.com", ["auditor"])));
        Assert.Null(await RefusalAsync(bench, office => office.CreateAsync("丁", null, "d@example.com", ["learner"])));
    }

    [Theory, BothDatabases]
    public async Task A_link_sets_a_password_once(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var id = await AddAsync(bench, "a@example.com", "learner");
        var stamp = (await AccountAsync(bench, id)).SecurityStamp;
        var token = (await bench.RunAsync<AccountAdministration, string>(office => office.ResetPasswordAsync(id))).Split('=')[1];
        Assert.Null((await AccountAsync(bench, id)).PasswordHash);
        Assert.NotEqual(stamp, (await AccountAsync(bench, id)).SecurityStamp);

        Assert.Equal("password_weak", await LinkAsync(bench, token, "weak", "weak"));
        Assert.Equal("password_differs", await LinkAsync(bench, token, "Gaizheng-26", "Gaizheng-27"));
        Assert.Null(await LinkAsync(bench, token, "Gaizheng-26", "Gaizheng-26"));
        Assert.Equal("link_invalid", await LinkAsync(bench, token, "Gaizheng-28", "Gaizheng-28"));
        await bench.RunAsync<SignInService>(desk => desk.CheckPasswordAsync("a@example.com", "Gaizheng-26"));
    }

    [Theory, BothDatabases]
    public async Task A_link_ends_after_three_days_and_when_another_is_made(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var id = await AddAsync(bench, "a@example.com", "learner");
        var first = (await bench.RunAsync<AccountAdministration, string>(office => office.ResetPasswordAsync(id))).Split('=')[1];
        var second = (await bench.RunAsync<AccountAdministration, string>(office => office.ResetPasswordAsync(id))).Split('=')[1];
        Assert.Equal("link_invalid", await LinkAsync(bench, first, "Gaizheng-26", "Gaizheng-26"));
        bench.Clock.Advance(TimeSpan.FromHours(72.1));
        Assert.Equal("link_invalid", await LinkAsync(bench, second, "Gaizheng-26", "Gaizheng-26"));
    }

    [Theory, BothDatabases]
    public async Task Accounts_are_found_by_part_role_and_state(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        await AddAsync(bench, "wang@example.com", "learner");
        var staff = await AddAsync(bench, "staff@example.com", "base-staff");
        await bench.RunAsync<AccountAdministration>(office => office.DisableAsync(staff));
        Assert.Equal(1, await CountAsync("WANG", null, null, null));
        Assert.Equal(0, await CountAsync("%", null, null, null));
        Assert.Equal(1, await CountAsync(null, "base-staff", null, null));
        Assert.Equal(1, await CountAsync(null, null, "disabled", "-name"));
        Assert.Equal(1, await CountAsync(null, null, "active", "-last"));
        Assert.Equal(0, await CountAsync(null, null, "locked", "last"));

        Task<long> CountAsync(string? text, string? role, string? state, string? sort) => bench.Database.ReadAsync(async s =>
        {
            var address = new QueryCollection(new Dictionary<string, StringValues> { ["q"] = text, ["role"] = role, ["state"] = state, ["sort"] = sort });
            var list = new ListRequest<AccountListLine>(AccountListLine.Query(await new RoleRepository().AllAsync(s), bench.Clock.GetUtcNow()), address, 0);
            return (long)(await s.QueryAsync<AccountListLine>(list.Rows(s.Dialect), list.Values(50, 0))).Count;
        });
    }

    [Fact]
    public async Task Saving_the_matrix_changes_roles_but_not_the_one_that_holds_everything()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        await AddAsync(bench, "a@example.com", "administrator");
        var wanted = new[] { ("learner", "Console.Use"), ("administrator", "Console.Use") }.ToLookup(g => g.Item1, g => g.Item2);
        Assert.True(await bench.RunAsync<RoleAdministration, int>(office => office.SaveAsync(wanted)) > 0);
        var granted = await bench.Database.ReadAsync(new RoleRepository().PermissionsAsync);
        Assert.Equal(["Console.Use"], granted["learner"].Where(bench.Services.GetServices<IPermissionProvider>().SelectMany(p => p.Permissions).Select(p => p.Name).Contains));
        Assert.Equal(["*"], granted["administrator"]);
        Assert.Equal(0, await bench.RunAsync<RoleAdministration, int>(office => office.SaveAsync(wanted)));
    }

    [Theory]
    [InlineData("""[{ "name": "x", "label": "甲", "rights": [] }]""", "rights")]
    [InlineData("""[{ "name": "x", "label": "甲", "description": "", "isStaff": false, "permissions": ["No.Such"] }]""", "No.Such")]
    [InlineData("""[{ "name": "x", "description": "", "isStaff": false, "permissions": [] }]""", "label")]
    public async Task A_broken_role_file_is_refused_by_file_and_key(string content, string key)
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var folder = Directory.CreateTempSubdirectory("cebase-roles-").FullName;
        File.WriteAllText(Path.Combine(folder, "roles.json"), content);
        using var step = JsonDocument.Parse("""{ "name": "roles", "file": "roles.json" }""");
        var broken = await Assert.ThrowsAsync<RecipeException>(() => bench.Database.WriteAsync(s => bench.RunAsync<IEnumerable<IRecipeStep>>(steps =>
            steps.Single(x => x.Name == "roles").RunAsync(step.RootElement, new RecipeContext(s, Path.Combine(folder, "x.recipe.json"))))));
        Assert.Contains("roles.json", broken.Message);
        Assert.Contains(key, broken.Message);
        Assert.Empty(await bench.Database.ReadAsync(new RoleRepository().AllAsync));
    }

    private static Task<long> AddAsync(Bench bench, string email, params string[] roles) => bench.Database.WriteAsync(s =>
        bench.Services.GetRequiredService<IAccounts>().CreateAsync(s, new NewAccount("某人", null, email, "Xuexi-2026", roles)));

    private static async Task<Account> AccountAsync(Bench bench, long id) => (await bench.Database.ReadAsync(s => new AccountRepository().FindAsync(s, id)))!;

    private static Task<string?> RefusalAsync(Bench bench, Func<AccountAdministration, Task> act) => bench.RunAsync<AccountAdministration, string?>(office => CodeAsync(() => act(office)));

    private static Task<string?> LinkAsync(Bench bench, string token, string password, string again) =>
        bench.RunAsync<PasswordLinks, string?>(links => CodeAsync(() => links.UseAsync(token, password, again)));

    private static async Task<string?> CodeAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }

    private static Task<IReadOnlyList<string>> GrantsAsync(Bench bench) => bench.Database.ReadAsync(s =>
        s.QueryAsync<string>("SELECT r.name || '|' || r.label || '|' || r.position || '|' || p.permission FROM role r JOIN role_permission p ON p.role_name = r.name ORDER BY 1"));
}
