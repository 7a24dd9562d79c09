using CEBase.Platform.Mail;

namespace CEBase.Tests.Platform.Mail;

public sealed class MailSettingsTests
{
    [Theory, BothDatabases]
    public async Task Settings_read_back_and_user_name_and_password_lie_protected(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await MailBench.StartAsync(kind, server);
        await bench.SaveAsync(MailBench.Form(server, MailSecurity.StartTls));

        var (settings, history) = await bench.RunAsync<MailSettingsService, (MailSettings?, IReadOnlyList<TraceLine>)>(s => s.OpenAsync(default));
        Assert.Equal((MailServer.User, MailServer.Password, "https://jj.example.cn", 1L), (settings!.UserName, settings.Password, settings.SiteAddress, settings.Version));
        Assert.Equal("change", Assert.Single(history).Step);
        Assert.DoesNotContain(MailServer.Password, history[0].Comment);
        var row = await bench.Database.ReadAsync(db => db.ScalarAsync<string>("SELECT user_name || ' ' || password FROM mail_settings"));
        Assert.DoesNotContain(MailServer.User, row);
        Assert.DoesNotContain(MailServer.Password, row);
    }

    [Theory, BothDatabases]
    public async Task A_blank_password_keeps_the_stored_one_but_never_for_another_server_or_user(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await MailBench.StartAsync(kind, server);
        var form = MailBench.Form(server, MailSecurity.Tls);
        await bench.SaveAsync(form);

        (form.Version, form.Password, form.FromName) = (1, "", "基地");
        await bench.SaveAsync(form);
        Assert.Equal(MailServer.Password, (await StoredAsync(bench)).Password);

        (form.Version, form.Host) = (2, "mail.evil.example");
        Assert.Equal("password_missing", await MailBench.CodeAsync(() => bench.SaveAsync(form)));
        (form.Host, form.UserName) = (MailServer.Host, "other");
        Assert.Equal("password_missing", await MailBench.CodeAsync(() => bench.SaveAsync(form)));
    }

    [Theory, BothDatabases]
    public async Task A_stale_save_is_refused(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await MailBench.StartAsync(kind, server);
        var form = MailBench.Form(server);
        await bench.SaveAsync(form);

        Assert.Equal("mail_settings_changed", await MailBench.CodeAsync(() => bench.SaveAsync(form)));
        Assert.Equal(1, (await StoredAsync(bench)).Version);
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var form = new MailSettingsForm { Host = "https://smtp.example.cn", Port = 70000, Security = MailSecurity.None, UserName = "a", FromAddress = "基地", FromName = " ", SiteAddress = "jj.example.cn" };
        var refused = Assert.Throws<Refusal>(() => form.Read(null));
        Assert.Equal(
            ["host_format", "port_range", "password_missing", "email_format", "required", "address_format", "mail_unencrypted"],
            [refused.Code, .. refused.Others.Select(o => o.Code)]);
    }

    [Theory, BothDatabases]
    public async Task A_test_message_leaves_a_trace_without_the_recipient(DatabaseKind kind)
    {
        await using var server = new MailServer();
        await using var bench = await MailBench.StartAsync(kind, server);
        await bench.SaveAsync(MailBench.Form(server));

        await bench.RunAsync<MailSettingsService>(s => s.TestAsync(" admin@example.com ", default));

        Assert.Equal("继教基地测试邮件", server.Take().Subject);
        var (_, history) = await bench.RunAsync<MailSettingsService, (MailSettings?, IReadOnlyList<TraceLine>)>(s => s.OpenAsync(default));
        var line = Assert.Single(history, l => l.Step == "mail_tested");
        Assert.DoesNotContain("admin@example.com", line.Comment ?? "");
    }

    private static async Task<MailSettings> StoredAsync(Bench bench) =>
        (await bench.RunAsync<MailSettingsService, (MailSettings?, IReadOnlyList<TraceLine>)>(s => s.OpenAsync(default))).Item1!;
}
