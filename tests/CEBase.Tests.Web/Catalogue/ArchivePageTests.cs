using System.IO.Compression;
using System.Net;
using System.Text;

namespace CEBase.Tests.Web.Catalogue;

/// <summary>Archives and closing through their pages, on the sample base.</summary>
public sealed class ArchivePageTests(DemoSite demo) : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await demo.ForTestAsync();

    public async ValueTask DisposeAsync() => await demo.DoneAsync(_site);

    private async Task<string> ClassAsync(string state, int skip = 0) => (await _site.Database.ReadAsync(s =>
        s.FirstAsync<string>("SELECT class_no FROM training_class WHERE state = @state ORDER BY class_no LIMIT 1 OFFSET @skip", new { state, skip })))!;

    [Theory, Reads]
    [InlineData("staff@example.com")]
    [InlineData("adviser@example.com")]
    [InlineData("auditor@example.com")]
    [InlineData("leader@example.com")]
    public async Task Everybody_who_reads_archives_sees_lists_archives_and_summaries(string login)
    {
        var client = await _site.SignedInAsync(login);
        var (ended, closed) = (await ClassAsync("ended"), await ClassAsync("closed"));
        foreach (var address in new[]
        {
            "/console/archives", "/console/archives?show=late&sort=-missing", "/console/archives?show=frozen", "/console/archives?show=damaged", $"/console/classes/{ended}/archive",
            $"/console/classes/{closed}/archive", $"/console/classes/{ended}/summary", $"/console/classes/{closed}/summary", $"/console/classes/{closed}/summary/print",
        })
        {
            var page = await client.PageAsync(address);
            Assert.Empty(page.QuerySelectorAll("[style], [onclick], main script:not([src])"));
        }
    }

    [Fact]
    public async Task A_material_is_uploaded_shown_and_withdrawn()
    {
        var adviser = await _site.SignedInAsync("adviser@example.com");
        var address = $"/console/classes/{await ClassAsync("ended")}/archive";
        Assert.Contains("过期未归", (await adviser.PageAsync(address)).Body!.TextContent);

        var empty = await UploadAsync(adviser, address, "teaching.materials", "", "讲义");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Contains("请填写材料名称", (await empty.ParseAsync()).Body!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(adviser, address, "teaching.materials", "讲义汇编", "讲义内容")).StatusCode);
        var page = await adviser.PageAsync(address);
        var link = page.QuerySelectorAll("#teaching\\.materials a").Single(a => a.TextContent.Contains("讲义汇编"));
        Assert.Equal("讲义内容", await (await adviser.GetAsync(link.GetAttribute("href"))).Content.ReadAsStringAsync());
        await adviser.SubmitAsync(address, selector: "#teaching\\.materials form[action*=Withdraw]");
        Assert.DoesNotContain("讲义汇编", (await adviser.PageAsync(address)).QuerySelector("#teaching\\.materials")!.TextContent);
    }

    [Fact]
    public async Task A_frozen_archive_is_checked_supplemented_and_exported()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        var address = $"/console/classes/{await ClassAsync("closed")}/archive";
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(address, selector: "form[action*=Check]")).StatusCode);
        Assert.Contains("全部与封存清单相符", (await staff.PageAsync(address)).Body!.TextContent);

        var refused = await UploadAsync(staff, address, "evaluation.filing", "备案回执", "回执");
        Assert.Contains("补充归档请写明理由", (await refused.ParseAsync()).Body!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await UploadAsync(staff, address, "evaluation.filing", "备案回执", "回执", "回执晚到")).StatusCode);

        var zip = await staff.GetAsync(address + "?handler=Export");
        Assert.Equal("application/zip", zip.Content.Headers.ContentType!.MediaType);
        using var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync(), ZipArchiveMode.Read);
        Assert.Contains(archive.Entries, e => e.FullName == "目录.xlsx");
        Assert.Contains(archive.Entries, e => e.FullName.StartsWith("05-教学/逐次考勤表/", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Conflict, (await staff.GetAsync($"/console/classes/{await ClassAsync("ended")}/archive?handler=Export")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await (await _site.SignedInAsync("learner001@example.com")).GetAsync(address + "?handler=Export")).StatusCode);
    }

    [Fact]
    public async Task An_adviser_records_the_evaluation_writes_the_summary_and_submits_it()
    {
        var adviser = await _site.SignedInAsync("adviser@example.com");
        var address = $"/console/classes/{await ClassAsync("ended", 1)}/summary";

        var wrong = await adviser.SubmitAsync(address, form => (form["Score.Sent"], form["Score.Returned"]) = ("40", "41"), "form[action*=Evaluation]");
        var again = await wrong.ParseAsync();
        Assert.Contains("收回份数应在", again.Body!.TextContent);
        Assert.Equal("41", again.QuerySelector("input[name='Score.Returned']")!.GetAttribute("value"));
        Assert.NotEmpty(again.QuerySelector("textarea[name='Text.Overview']")!.TextContent);
        Assert.Equal(HttpStatusCode.Redirect, (await adviser.SubmitAsync(address, form => (form["Score.Sent"], form["Score.Returned"], form["Score.Instructors"]) = ("40", "38", "96.5"), "form[action*=Evaluation]")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await adviser.SubmitAsync(address, form =>
            (form["Mend.Problem"], form["Mend.Measure"], form["Mend.Responsible"], form["Mend.DueOn"]) = ("讲义偏晚", "提前三天发放", "班主任", "2030-01-01"), "form[action*=Improvement]")).StatusCode);

        Assert.Equal(HttpStatusCode.Redirect, (await adviser.SubmitAsync(address, form => (form["Text.Teaching"], form["Text.Problems"]) = ("按计划组织。", "讲义偏晚。"), "form[action*=Save]")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await adviser.SubmitAsync(address, selector: "form[action*=Step]")).StatusCode);
        var page = await adviser.PageAsync(address);
        Assert.Contains("回收率 95%", page.Body!.TextContent);
        Assert.Contains("已提交", page.Body!.TextContent);
        Assert.Empty(page.QuerySelectorAll("textarea[name='Text.Overview']"));
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient client, string address, string item, string title, string text, string? reason = null)
    {
        var token = (await client.PageAsync(address)).QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.PostAsync(address + "?handler=Upload", new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new StringContent(item), "Input.Item" },
            { new StringContent(title), "Input.Title" },
            { new StringContent(reason ?? ""), "Input.Reason" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Input.File", "材料.txt" },
        });
    }
}
