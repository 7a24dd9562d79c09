using System.Net;

namespace CEBase.Tests.Web.Funds;

/// <summary>Commitments and papers through the pages, on the sample base.</summary>
public sealed class CommitmentPageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private Task<long> IdAsync(string sql) => _site.Database.ReadAsync(s => s.ScalarAsync<long>(sql));

    [Fact]
    public async Task A_request_is_asked_for_by_staff_and_binds_the_money_when_a_leader_approves()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var year = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Year;
        var line = await IdAsync($"SELECT l.id FROM fund_line l JOIN fund f ON f.id = l.fund_id WHERE f.code = 'ZX-2020' AND l.item = '教材编写与出版' AND l.year = {year}");
        Task<HttpResponseMessage> AskAsync(string purpose) => staff.SubmitAsync("/console/funds/commitments/new", form =>
        {
            (form["Input.FundLineId"], form["Input.Kind"], form["Input.Purpose"], form["Input.Counterparty"]) = (line.ToString(), "Request", purpose, "西安示例印务公司");
            (form["Input.Amount"], form["Input.Task"], form["Input.PaperNo"]) = ("6,000 元", $"P{year}-018 岗位培训教材", "SP-9");
        });
        var refused = await AskAsync("教职工中秋慰问礼盒");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("教职工中秋慰问礼盒", (await refused.ParseAsync()).QuerySelector("input[name='Input.Purpose']")!.GetAttribute("value"));

        var asked = await AskAsync("岗位培训教材印刷");
        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        var address = asked.Headers.Location!.ToString();
        var before = await IdAsync($"SELECT committed FROM fund_line WHERE id = {line}");
        var leader = await _site.SignedInAsync("leader@example.com");
        var token = (await leader.PageAsync(address)).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.Redirect, (await leader.PostAsync(address + "?handler=Step", new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["step"] = "approve" }))).StatusCode);
        Assert.Equal(before + 600_000, await IdAsync($"SELECT committed FROM fund_line WHERE id = {line}"));
        Assert.Contains(address.Split('/')[^1], (await leader.PageAsync("/console/funds/commitments?q=教材印刷")).Body!.TextContent);
        Assert.Contains(address.Split('/')[^1], (await leader.PageAsync($"/console/funds/lines/{line}")).Body!.TextContent);
    }

    [Fact]
    public async Task Every_commitment_of_the_demo_draws_and_a_claim_offers_those_with_something_left()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        foreach (var address in (await _site.Database.ReadAsync(s => s.QueryAsync<string>("SELECT number FROM commitment"))).Select(n => $"/console/funds/commitments/{n}").Append("/console/funds/commitments?state=asked"))
        {
            Assert.Empty((await finance.PageAsync(address)).QuerySelectorAll("[style], [onclick], main script:not([src])"));
        }
        var contract = await _site.Database.ReadAsync(s => s.FirstAsync<string>("SELECT number FROM commitment WHERE drawn > 0"));
        Assert.Contains("报销冲抵", (await finance.PageAsync($"/console/funds/commitments/{contract}")).Body!.TextContent);
        var staff = await _site.SignedInAsync("staff@example.com");
        var draft = await _site.Database.ReadAsync(s => s.FirstAsync<string>("SELECT k.number FROM claim k JOIN fund f ON f.id = k.fund_id WHERE k.state = 'draft' AND f.code = 'ZX-2020' ORDER BY k.id LIMIT 1"));
        Assert.Contains(contract!, (await staff.PageAsync($"/console/funds/claims/{draft}/lines")).QuerySelector("select[name='Input.CommitmentId']")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, (await finance.GetAsync("/console/funds/commitments/YZ1999-0001")).StatusCode);
        // An adviser sees neither other people's nor other classes' commitments.
        var adviser = await _site.SignedInAsync("adviser@example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await adviser.GetAsync($"/console/funds/commitments/{contract}")).StatusCode);
    }
}
