using Microsoft.AspNetCore.Identity;

namespace CEBase.Tests.Identity;

public sealed class SignInTests
{
    private const string Right = "Xuexi-2026";

    [Theory, BothDatabases]
    public async Task Five_failures_lock_for_fifteen_minutes_even_with_the_right_password(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await MakeAsync(bench);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal("bad_credentials", await TryAsync(bench, "a@example.com", "wrong"));
        }
        Assert.Equal("locked_out", await TryAsync(bench, "a@example.com", "wrong"));
        Assert.Equal("locked_out", await TryAsync(bench, "13812345678", Right));
        bench.Clock.Advance(TimeSpan.FromMinutes(15.1));
        Assert.Equal("in", await TryAsync(bench, "a@example.com", Right));

        var steps = (await bench.Database.ReadAsync(s => bench.Services.GetRequiredService<Trace>().OfAsync(s, AccountTraces.RecordType, id))).Select(l => l.Step);
        Assert.Equal(["signed_in", "locked_out", .. Enumerable.Repeat("sign_in_failed", 5)], steps);
    }

    [Theory, BothDatabases]
    public async Task Failures_at_the_same_moment_are_each_counted(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await MakeAsync(bench);
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => TryAsync(bench, "a@example.com", "wrong"))));
        Assert.Equal("locked_out", await TryAsync(bench, "a@example.com", Right));
    }

    [Theory, BothDatabases]
    public async Task A_success_forgets_earlier_failures(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await MakeAsync(bench);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal("bad_credentials", await TryAsync(bench, "a@example.com", "wrong"));
            }
            Assert.Equal("in", await TryAsync(bench, "a@example.com", Right));
        }
    }

    [Fact]
    public async Task A_login_that_nobody_has_answers_just_like_one_that_somebody_has()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await MakeAsync(bench);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(await RefusalAsync(bench, "a@example.com", "wrong"), await RefusalAsync(bench, "nobody@example.com", "wrong"));
        }
        Assert.Equal("locked_out", await TryAsync(bench, "nobody@example.com", "wrong"));
    }

    [Theory, BothDatabases]
    public async Task A_disabled_account_or_one_without_password_is_not_let_in(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        await MakeAsync(bench);
        await bench.Database.WriteAsync(s => bench.Services.GetRequiredService<IAccounts>().CreateAsync(s, new NewAccount("乙", null, "b@example.com", null)));
        await bench.Database.WriteAsync(s => s.ExecuteAsync("UPDATE account SET is_active = FALSE WHERE phone IS NOT NULL"));
        Assert.Equal("account_disabled", await TryAsync(bench, "a@example.com", Right));
        Assert.Equal("bad_credentials", await TryAsync(bench, "a@example.com", "wrong"));
        Assert.Equal("bad_credentials", await TryAsync(bench, "b@example.com", ""));
    }

    [Theory, BothDatabases]
    public async Task A_code_of_the_app_works_once_and_so_does_a_recovery_code(DatabaseKind kind)
    {
        await using var bench = await Bench.StartAsync(kind);
        var id = await MakeAsync(bench);
        var key = "";
        await bench.RunAsync<UserManager<Account>>(async users =>
        {
            var account = (await users.FindByIdAsync(id.ToString()))!;
            await users.ResetAuthenticatorKeyAsync(account);
            key = (await users.GetAuthenticatorKeyAsync(account))!;
            Assert.DoesNotContain(key, account.AuthenticatorKey);
            await users.SetTwoFactorEnabledAsync(account, true);
        });
        await bench.Database.WriteAsync(s => new AccountRepository().ReplaceCodesAsync(s, id, ["ABCDE-FGHJK"]));

        var code = Totp.Code(key);
        Assert.Equal("in", await CodeAsync(bench, id, $"{code[..3]} {code[3..]}"));
        Assert.Equal("bad_code", await CodeAsync(bench, id, code));
        Assert.Equal("in", await CodeAsync(bench, id, "abcdefghjk"));
        Assert.Equal("bad_code", await CodeAsync(bench, id, "ABCDE-FGHJK"));
        Assert.Equal("bad_code", await CodeAsync(bench, id, ""));
        Assert.Equal("bad_code", await CodeAsync(bench, id, "12345x"));
        Assert.Equal("locked_out", await CodeAsync(bench, id, "000000"));
    }

    private static Task<long> MakeAsync(Bench bench) => bench.Database.WriteAsync(s =>
        bench.Services.GetRequiredService<IAccounts>().CreateAsync(s, new NewAccount("甲", "13812345678", "a@example.com", Right)));

    private static async Task<string> TryAsync(Bench bench, string login, string password) =>
        (await RefusalAsync(bench, login, password)).Code ?? "in";

    private static Task<(string? Code, string? Sentence, int Status)> RefusalAsync(Bench bench, string login, string password) =>
        bench.RunAsync<SignInService, (string?, string?, int)>(async desk =>
        {
            try
            {
                await desk.WelcomeAsync(await desk.CheckPasswordAsync(login, password), "signed_in");
                return (null, null, 200);
            }
            catch (Refusal refusal)
            {
                return (refusal.Code, refusal.Message, refusal.Status);
            }
        });

    private static Task<string> CodeAsync(Bench bench, long id, string code) => bench.RunAsync<SignInService, string>(async desk =>
    {
        try
        {
            await desk.CheckCodeAsync((await bench.Database.ReadAsync(s => new AccountRepository().FindAsync(s, id)))!, code);
            return "in";
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    });
}
