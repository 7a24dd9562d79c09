using System.Net;

namespace CEBase.Tests.Web.Host;

public sealed class SetupTests
{
    private const string Password = "Guanli-yuan-2026";

    [Fact]
    public async Task In_production_every_page_leads_to_the_setup_until_there_is_an_administrator()
    {
        await using var site = Production();
        var client = site.Visitor();

        var home = await client.GetAsync("/classes");
        Assert.Equal((HttpStatusCode.Redirect, "/setup"), (home.StatusCode, home.Headers.Location!.OriginalString));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/api/v1/classes")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);

        var done = await FillAsync(site, client, _ => { });
        Assert.Equal("/account/sign-in", done.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/setup")).StatusCode);
        Assert.Equal(1, await site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM account")));
        var signedIn = await client.SubmitAsync("/account/sign-in", form => (form["Login"], form["Password"]) = ("admin@example.cn", Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
    }

    [Theory]
    [InlineData("Token", "0123456789abcdef01234567", "令牌不对")]
    [InlineData("Login", "", "手机号或邮箱")]
    [InlineData("Password", "short", "密码")]
    [InlineData("PasswordAgain", "another-password", "不一样")]
    [InlineData("DisplayName", "", "姓名")]
    [InlineData("Recipe", "demo", "配方")]
    public async Task A_wrong_answer_is_refused_in_a_sentence_and_keeps_what_was_typed(string field, string value, string sentence)
    {
        await using var site = Production();
        var client = site.Visitor();

        var refused = await FillAsync(site, client, form => form["Input." + field] = value);
        var page = await refused.ParseAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(sentence, page.QuerySelector(".ce-error-summary")!.TextContent);
        Assert.Equal(field == "DisplayName" ? "" : "王管理", page.QuerySelector("[name='Input.DisplayName']")!.GetAttribute("value"));
        Assert.Equal(0, await site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM account")));
    }

    [Theory]
    [InlineData("", "请填写 PostgreSQL 的连接串")]
    [InlineData("nonsense", "连接串读不懂")]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=x", "连不上数据库")]
    public async Task A_database_is_tried_before_it_is_used(string connection, string sentence)
    {
        await using var site = Production();

        var refused = await FillAsync(site, site.Visitor(), form => (form["Input.UsePostgres"], form["Input.ConnectionString"]) = ("true", connection));

        Assert.Contains(sentence, await refused.Content.ReadAsStringAsync());
        Assert.False(File.Exists(Path.Combine(site.Folder, "settings.json")));
    }

    [Fact]
    public async Task A_database_that_answers_is_written_down_and_asks_for_a_restart()
    {
        Assert.SkipWhen(PostgresCluster.Instance is null, PostgresCluster.Missing);
        var connection = await PostgresCluster.Instance!.CreateDatabaseAsync("setup" + Guid.NewGuid().ToString("N"));
        await using var site = Production();

        var answer = await FillAsync(site, site.Visitor(), form => (form["Input.UsePostgres"], form["Input.ConnectionString"]) = ("true", connection));
        Assert.Contains("请重启程序", await answer.Content.ReadAsStringAsync());

        await using var restarted = new Site(site.Folder, environment: "Production");
        var page = await restarted.Visitor().PageAsync("/setup");
        Assert.Contains("正在使用 PostgreSQL", page.Body!.TextContent);
        Assert.Equal("/account/sign-in", (await FillAsync(restarted, restarted.Visitor(), _ => { })).Headers.Location!.OriginalString);
    }

    private static Site Production() => new(Directory.CreateTempSubdirectory("cebase-setup-").FullName, environment: "Production");

    private static Task<HttpResponseMessage> FillAsync(Site site, HttpClient client, Action<Dictionary<string, string>> change) => client.SubmitAsync("/setup", form =>
    {
        form["Input.Token"] = site.Services.GetRequiredService<SetupState>().Token;
        form["Input.Recipe"] = "npu";
        form["Input.DisplayName"] = "王管理";
        form["Input.Login"] = "admin@example.cn";
        form["Input.Password"] = form["Input.PasswordAgain"] = Password;
        change(form);
    });
}
