using Microsoft.AspNetCore.Identity;

namespace CEBase.Tests.Identity;

public sealed class AccountTests
{
    [Theory, BothDatabases]
    public async Task An_account_is_found_by_phone_and_by_e_mail_however_they_are_typed(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var accounts = bench.Services.GetRequiredService<IAccounts>();
        var id = await bench.Database.WriteAsync(s => accounts.CreateAsync(s, new NewAccount(" 王小明 ", "+86 138-1234-5678", "Wang@Example.com", "Xuexi-2026")));

        foreach (var login in new[] { "13812345678", " 138 1234 5678", "wang@example.com", "WANG@EXAMPLE.COM " })
        {
            var card = await bench.Database.ReadAsync(s => accounts.FindByLoginAsync(s, login));
            Assert.Equal((id, "王小明", "13812345678", "Wang@Example.com", true), (card!.Id, card.DisplayName, card.Phone, card.Email, card.IsActive));
        }
        Assert.Null(await bench.Database.ReadAsync(s => accounts.FindByLoginAsync(s, "nobody")));
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_malformed_or_taken_is_refused_at_its_field(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await CreateAsync(bench, new NewAccount("甲", "13812345678", "a@example.com", null));

        await RefusesAsync(bench, new NewAccount("乙", null, " ", null), "login_missing", "Phone");
        await RefusesAsync(bench, new NewAccount("乙", "12345", null, null), "phone_format", "Phone");
        await RefusesAsync(bench, new NewAccount("乙", null, "not an address", null), "email_format", "Email");
        await RefusesAsync(bench, new NewAccount(" ", null, "b@example.com", null), "name_missing", "DisplayName");
        await RefusesAsync(bench, new NewAccount("乙", null, "b@example.com", "short"), "password_weak", "Password");
        await RefusesAsync(bench, new NewAccount("乙", "138 1234 5678", null, null), "account_taken", "Phone");
        await RefusesAsync(bench, new NewAccount("乙", null, "A@EXAMPLE.COM", null), "account_taken", "Email");
        await RefusesAsync(bench, new NewAccount("乙", null, "b@example.com", null, "no-such-role"), "role_unknown", "Roles");
        Assert.Equal(1, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM account")));
    }

    [Theory, BothDatabases]
    public async Task Of_many_who_register_one_phone_at_once_one_gets_it(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(async () =>
        {
            try
            {
                await CreateAsync(bench, new NewAccount($"人{i}", "13812345678", $"p{i}@example.com", null));
                return "made";
            }
            catch (Refusal refusal)
            {
                return refusal.Code;
            }
        })));
        Assert.Equal(1, outcomes.Count(o => o == "made"));
        Assert.Equal(19, outcomes.Count(o => o == "account_taken"));
    }

    [Theory, BothDatabases]
    public async Task Four_hundred_accounts_with_one_hash_are_made_in_one_go(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var accounts = bench.Services.GetRequiredService<IAccounts>();
        var hash = accounts.HashPassword("Xuexi-2026");
        await bench.Database.WriteAsync(async s =>
        {
            for (var i = 1; i <= 400; i++)
            {
                await accounts.CreateAsync(s, new NewAccount($"学员{i}", null, $"learner{i:000}@example.com", null, "learner") { PasswordHash = hash });
            }
        });
        Assert.Equal(400, await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM account_role WHERE role_name = 'learner'")));
    }

    [Theory, BothDatabases]
    public async Task The_store_serves_Identitys_own_user_manager(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        await bench.RunAsync<UserManager<Account>>(async users =>
        {
            var account = new Account { DisplayName = "丙", Phone = "13912345678" };
            Assert.True((await users.CreateAsync(account, "Xuexi-2026")).Succeeded);
            Assert.False((await users.CreateAsync(new Account { DisplayName = "丁", Phone = "13912345678" }, "Xuexi-2026")).Succeeded);
            Assert.True((await users.AddToRoleAsync(account, "base-staff")).Succeeded);
            Assert.True(await users.IsInRoleAsync(account, "base-staff"));
            Assert.Single(await users.GetUsersInRoleAsync("base-staff"));

            var read = (await users.FindByNameAsync("139 1234 5678"))!;
            Assert.True(await users.CheckPasswordAsync(read, "Xuexi-2026"));
            Assert.False((await users.ChangePasswordAsync(read, "Xuexi-2026", "weak")).Succeeded);
            for (var i = 0; i < 5; i++)
            {
                await users.AccessFailedAsync(read);
            }
            Assert.True(await users.IsLockedOutAsync((await users.FindByIdAsync(read.Id.ToString()))!));
            Assert.False((await users.DeleteAsync(read)).Succeeded);
        });
    }

    [Theory, BothDatabases]
    public async Task The_second_of_two_updates_from_one_reading_is_refused(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await CreateAsync(bench, new NewAccount("甲", null, "a@example.com", null));
        var (one, two) = (await FindAsync(), await FindAsync());
        one.DisplayName = "乙";
        two.DisplayName = "丙";
        Assert.True(await bench.Database.WriteAsync(s => new AccountRepository().UpdateAsync(s, one)));
        Assert.False(await bench.Database.WriteAsync(s => new AccountRepository().UpdateAsync(s, two)));
        Assert.Equal("乙", (await FindAsync()).DisplayName);

        async Task<Account> FindAsync() => (await bench.Database.ReadAsync(s => new AccountRepository().FindAsync(s, id)))!;
    }

    [Theory]
    [InlineData("Xuexi-2026", true)]
    [InlineData("xuexi-2026", true)]
    [InlineData("Xx-2026", false)]
    [InlineData("xuexi2026", false)]
    [InlineData("XUEXIBASE", false)]
    [InlineData("Wangming-26", false)]
    [InlineData("a-13812345678", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_password_is_long_mixed_and_without_the_login(string? password, bool fine) =>
        Assert.Equal(fine, PasswordRules.Check(password, "13812345678", "wangming@example.com") is null);

    private static Task<long> CreateAsync(Bench bench, NewAccount account) =>
        bench.Database.WriteAsync(s => bench.Services.GetRequiredService<IAccounts>().CreateAsync(s, account));

    private static async Task RefusesAsync(Bench bench, NewAccount account, string code, string field)
    {
        var refusal = await Assert.ThrowsAsync<Refusal>(() => CreateAsync(bench, account));
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }
}
