using CEBase.Tests.Platform.Mail;

namespace CEBase.Tests.Identity;

public sealed partial class PasswordMailTests
{
    private const string Login = "zhang@example.com";
    private const string NewPassword = "Gaizheng-26";

    [Theory, BothDatabases]
    public async Task The_link_sets_a_password_once_and_ends_every_session(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await StartAsync(kind, server);
        var before = await AccountAsync(bench);
        await AskAsync(bench);
        var mail = server.Take();
        Assert.Equal("重设登录密码", mail.Subject);
        Assert.Equal(Login, mail.To.Mailboxes.Single().Address);
        Assert.Contains("30 分钟", mail.TextBody);
        Assert.Contains("https://jj.example.cn/account/set-password?token=", mail.TextBody);
        var token = TokenOf(mail.TextBody);

        await UseAsync(bench, token);

        var after = await AccountAsync(bench);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Equal(before.Id, (await bench.RunAsync<SignInService, Account>(s => s.CheckPasswordAsync(Login, NewPassword))).Id);
        Assert.Equal("link_invalid", await MailBench.CodeAsync(() => UseAsync(bench, token)));
        Assert.Equal(["password_reset_by_mail", "password_mail_asked"], await StepsAsync(bench, before.Id));
    }

    [Theory, BothDatabases]
    public async Task The_link_holds_for_thirty_minutes_and_lies_only_as_a_hash(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await StartAsync(kind, server);
        await AskAsync(bench);
        var token = TokenOf(server.Take().TextBody);
        Assert.DoesNotContain(token, await bench.Database.ReadAsync(db => db.ScalarAsync<string>("SELECT token_hash FROM password_link")));

        bench.Clock.Advance(TimeSpan.FromMinutes(29));
        await bench.RunAsync<PasswordLinks>(links => links.OwnerAsync(token));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("link_invalid", await MailBench.CodeAsync(() => UseAsync(bench, token)));
    }

    [Theory, BothDatabases]
    public async Task Asked_for_twice_the_older_link_dies_and_nobody_is_flooded(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await StartAsync(kind, server);
        await AskAsync(bench);
        await AskAsync(bench);
        var older = TokenOf(server.Take().TextBody);
        Assert.Equal(0, server.Waiting);

        bench.Clock.Advance(TimeSpan.FromMinutes(2));
        await AskAsync(bench);
        var newer = TokenOf(server.Take().TextBody);

        Assert.Equal("link_invalid", await MailBench.CodeAsync(() => UseAsync(bench, older)));
        await UseAsync(bench, newer);
    }

    [Theory, BothDatabases]
    public async Task Mail_asked_for_by_anybody_leaves_the_link_that_staff_handed_over(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await StartAsync(kind, server);
        var account = await AccountAsync(bench);
        var path = await bench.Database.WriteAsync(db => bench.RunAsync<PasswordLinks, string>(links => links.MakeAsync(db, account)));
        await AskAsync(bench);
        await UseAsync(bench, path.Split('=')[1]);
        Assert.Equal("link_invalid", await MailBench.CodeAsync(() => UseAsync(bench, TokenOf(server.Take().TextBody))));
    }

    [Theory, BothDatabases]
    public async Task Nothing_is_sent_where_there_is_no_account_no_address_or_no_right_to_sign_in(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await StartAsync(kind, server);
        await bench.Database.WriteAsync(db => bench.Services.GetRequiredService<IAccounts>().CreateAsync(db, new NewAccount("李四", "13800138000", null, null)));
        await bench.Database.WriteAsync(db => db.ExecuteAsync("UPDATE account SET is_active = FALSE WHERE email = @Login", new { Login }));
        foreach (var login in new[] { "nobody@example.com", "13800138000", Login, "不是登录名", "" })
        {
            await AskAsync(bench, login);
        }
        Assert.Equal(0, server.Waiting);
        Assert.Equal(0, await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT count(*) FROM password_link")));
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_happens()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await AddAsync(bench);
        await AskAsync(bench);
        Assert.Equal(0, await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT count(*) FROM password_link")));
    }

    private static async Task<Bench> StartAsync(DatabaseKind kind, MailServer server)
    {
        var bench = await MailBench.StartAsync(kind, server);
        await bench.SaveAsync(MailBench.Form(server));
        await AddAsync(bench);
        return bench;
    }

    private static Task AddAsync(Bench bench) =>
        bench.Database.WriteAsync(db => bench.Services.GetRequiredService<IAccounts>().CreateAsync(db, new NewAccount("张三", "13900139000", Login, "Yuanlai-2026")));

    private static Task AskAsync(Bench bench, string login = Login) => bench.RunAsync<PasswordMail>(mail => mail.SendAsync(login));

    private static Task UseAsync(Bench bench, string token) => bench.RunAsync<PasswordLinks>(links => links.UseAsync(token, NewPassword, NewPassword));

    private static async Task<Account> AccountAsync(Bench bench) => (await bench.Database.ReadAsync(db => new AccountRepository().FindByKeyAsync(db, Login)))!;

    private static Task<IReadOnlyList<string>> StepsAsync(Bench bench, long id) =>
        bench.Database.ReadAsync(db => db.QueryAsync<string>("SELECT step FROM trace_entry WHERE record_type = 'Account' AND record_id = @id ORDER BY id DESC", new { id }));

    private static string TokenOf(string? text) => Token().Match(text!).Groups[1].Value;

    [System.Text.RegularExpressions.GeneratedRegex(@"token=([\w-]+)")]
    private static partial System.Text.RegularExpressions.Regex Token();
}
