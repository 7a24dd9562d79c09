using CEBase.Platform.Mail;

namespace CEBase.Tests.Platform.Mail;

public sealed class MailSenderTests
{
    [Theory]
    [InlineData(MailServerKind.Plain, MailSecurity.None)]
    [InlineData(MailServerKind.StartTls, MailSecurity.StartTls)]
    [InlineData(MailServerKind.Tls, MailSecurity.Tls)]
    public async Task A_message_in_chinese_arrives_over_each_kind_of_connection(MailServerKind kind, object security)
    {
        await using var server = new MailServer(kind);
        await using var bench = await MailBench.StartAsync(DatabaseKind.Sqlite, server);
        await bench.SaveAsync(MailBench.Form(server, (MailSecurity)security));

        await Sender(bench).SendAsync(new OutgoingMail("xueyuan@example.com", "关于“机器视觉”培训班开班的通知", "您好：\n开班时间改为 3 月 20 日。\n"));

        var message = server.Take();
        Assert.Equal("关于“机器视觉”培训班开班的通知", message.Subject);
        Assert.Contains("开班时间改为 3 月 20 日。", message.TextBody);
        Assert.Equal(("继续教育基地", "jijiao@nwpu.example.cn"), (message.From.Mailboxes.Single().Name, message.From.Mailboxes.Single().Address));
        Assert.Equal("xueyuan@example.com", message.To.Mailboxes.Single().Address);
        Assert.EndsWith("@nwpu.example.cn", message.MessageId);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Without_settings_the_refusal_says_whom_to_ask()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);

        Assert.False(await Sender(bench).IsReadyAsync());
        var refused = await Assert.ThrowsAsync<Refusal>(() => Sender(bench).SendAsync(new OutgoingMail("a@example.com", "题", "文")));

        Assert.Equal("mail_not_configured", refused.Code);
        Assert.Contains("请管理员", refused.Message);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var server = new MailServer(MailServerKind.Tls);
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        await bench.SaveAsync(MailBench.Form(server, MailSecurity.Tls));

        await RefusedAsync(bench, "加密连接没有建立");
        Assert.Equal(0, server.Waiting);
    }

    [Fact]
    public async Task What_the_server_refuses_is_told_in_a_sentence()
    {
        await using var server = new MailServer(MailServerKind.StartTls);
        await using var bench = await MailBench.StartAsync(DatabaseKind.Sqlite, server);
        var form = MailBench.Form(server, MailSecurity.StartTls);
        form.Password = "Cuowu-2026";
        await bench.SaveAsync(form);
        await RefusedAsync(bench, "不接受这个用户名和密码");
    }

    [Fact]
    public async Task An_encryption_the_server_does_not_speak_is_told_in_a_sentence()
    {
        await using var server = new MailServer();
        await using var bench = await MailBench.StartAsync(DatabaseKind.Sqlite, server);
        var form = MailBench.Form(server);
        form.Security = MailSecurity.StartTls;
        await bench.SaveAsync(form);
        await RefusedAsync(bench, "不支持所选的加密");
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_a_sentence()
    {
        var server = new MailServer();
        await using var bench = await MailBench.StartAsync(DatabaseKind.Sqlite, server);
        await bench.SaveAsync(MailBench.Form(server));
        await server.DisposeAsync();
        await RefusedAsync(bench, "连不上邮件服务器");
    }

    private static IMailSender Sender(Bench bench) => bench.Services.GetRequiredService<IMailSender>();

    private static async Task RefusedAsync(Bench bench, string words)
    {
        var refused = await Assert.ThrowsAsync<Refusal>(() => Sender(bench).SendAsync(new OutgoingMail("a@example.com", "题", "文")));
        Assert.Equal("mail_failed", refused.Code);
        Assert.Contains(words, refused.Message);
    }
}
