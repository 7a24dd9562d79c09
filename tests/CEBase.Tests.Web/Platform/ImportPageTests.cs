using System.Net;
using System.Security.Cryptography;
using AngleSharp.Dom;
using OfficeOpenXml;

namespace CEBase.Tests.Web.Platform;

public sealed class ImportPageTests : IAsyncLifetime
{
    private readonly PeopleImport.Behaviour _behaviour = new() { Permission = CEBase.Platform.Permissions.ImportsUse };
    private Site _site = null!;
    private HttpClient _staff = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await Site.WithDemoAsync(more: services => PeopleImport.Register(services, _behaviour));
        _staff = await _site.SignedInAsync("staff@example.com");
        await PeopleImport.MakeTableAsync(_site.Database);
    }

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_roster_is_uploaded_previewed_confirmed_and_given_back_marked()
    {
        var address = await UploadAsync("roster.xlsx", File.ReadAllBytes(Repository.Sample("roster.xlsx")));
        var preview = await _staff.PageAsync(address);
        Assert.Contains("300", preview.QuerySelector("main")!.TextContent);
        Assert.Equal(5, preview.QuerySelectorAll("main table:last-of-type tbody tr th[scope=row]").Length);
        Assert.DoesNotContain(preview.QuerySelectorAll("td"), cell => cell.TextContent.Trim().Length == 18 && cell.TextContent.Trim().All(char.IsAsciiLetterOrDigit));
        Assert.Equal(0, await PeopleImport.CountAsync(_site.Database));

        var confirmed = await _staff.SubmitAsync(address, selector: "form[action*=Confirm]");
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
        var done = await DoneAsync(address);

        Assert.Contains("已导入", done.QuerySelector("main")!.TextContent);
        Assert.True(await PeopleImport.CountAsync(_site.Database) > 290);
        var marked = await _staff.GetAsync(address + "?handler=Marked");
        Assert.Equal("attachment", marked.Content.Headers.ContentDisposition!.DispositionType);
        using var package = new ExcelPackage(await marked.Content.ReadAsStreamAsync());
        Assert.Equal("问题", package.Workbook.Worksheets[0].Cells[3, 12].Text);
        Assert.Contains(address, (await _staff.PageAsync("/console/imports")).QuerySelectorAll("a").Select(a => a.GetAttribute("href")));

        var again = await _staff.PageAsync(await UploadAsync("roster.xlsx", File.ReadAllBytes(Repository.Sample("roster.xlsx"))));
        Assert.Contains("导入过", again.QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("", "名册.csv", "是空的")]
    [InlineData("%PDF-1.7 x", "名册.xlsx", "PDF")]
    [InlineData("a,b,c\n1,2,3\n", "名册.csv", "没有找到表头")]
    public async Task What_cannot_be_read_is_refused_at_the_field_keeping_what_was_typed(string content, string name, string sentence)
    {
        var answer = await PostAsync(name, System.Text.Encoding.UTF8.GetBytes(content));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.ParseAsync();
        Assert.Contains(sentence, page.QuerySelector("main")!.TextContent);
        Assert.Equal("list-1", page.QuerySelector("input[name=Target]")!.GetAttribute("value"));
        Assert.Equal(0L, await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM import_job")));
    }

    [Fact]
    public async Task A_heading_that_stands_twice_is_settled_by_the_user()
    {
        var address = await UploadAsync("名单.csv", "姓名,证件号码,手机号,手机号\n张三,610103197709168194,1,2\n"u8.ToArray());
        var page = await _staff.PageAsync(address);
        Assert.Contains("C 列、D 列", page.QuerySelector("[role=alert]")!.TextContent);
        Assert.Null(page.QuerySelector("form[action*=Confirm]"));

        await _staff.SubmitAsync(address, form => form["Map[phone]"] = "3", "form[action*=Map]");

        Assert.NotNull((await _staff.PageAsync(address)).QuerySelector("form[action*=Confirm]"));
    }

    [Fact]
    public async Task The_template_reads_back_with_every_column()
    {
        var answer = await _staff.GetAsync("/console/imports/new?handler=Template&kind=people");
        using var package = new ExcelPackage(await answer.Content.ReadAsStreamAsync());
        var sheet = package.Workbook.Worksheets[0];
        Assert.Equal(RosterColumns.All.Select(c => c.Label), Enumerable.Range(1, RosterColumns.All.Count).Select(c => sheet.Cells[2, c].Text.TrimStart('*')));
        Assert.Equal("@", sheet.Cells[3, 4].Style.Numberformat.Format);
    }

    [Fact]
    public async Task Others_neither_see_the_import_nor_its_file()
    {
        var address = await UploadAsync("roster.xlsx", File.ReadAllBytes(Repository.Sample("roster.xlsx")));
        var learner = await _site.SignedInAsync("learner001@example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await learner.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await learner.GetAsync(address + "?handler=Marked")).StatusCode);

        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Repository.Sample("roster.xlsx"))));
        Assert.Equal(HttpStatusCode.NotFound, (await learner.GetAsync($"/files/{hash}/roster.xlsx")).StatusCode);
        var own = await _staff.GetAsync($"/files/{hash}/roster.xlsx");
        Assert.Equal(("attachment", "nosniff"), (own.Content.Headers.ContentDisposition!.DispositionType, own.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(File.ReadAllBytes(Repository.Sample("roster.xlsx")), await own.Content.ReadAsByteArrayAsync());
        Assert.Equal(1L, await _site.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM trace_entry WHERE record_type = 'File' AND step = 'download'")));
    }

    private async Task<string> UploadAsync(string name, byte[] content)
    {
        var answer = await PostAsync(name, content);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
        return answer.Headers.Location!.ToString();
    }

    private async Task<HttpResponseMessage> PostAsync(string name, byte[] content)
    {
        const string address = "/console/imports/new?kind=people&target=list-1";
        var page = await _staff.PageAsync(address);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent("people"), "Kind" },
            { new StringContent("list-1"), "Target" },
            { new ByteArrayContent(content), "Upload", name },
        };
        return await _staff.PostAsync(address, form);
    }

    private async Task<IDocument> DoneAsync(string address)
    {
        for (var tries = 0; ; tries++)
        {
            var page = await _staff.PageAsync(address);
            if (page.QuerySelector("#import-progress") is null || tries > 50)
            {
                return page;
            }
            await Task.Delay(100);
        }
    }
}
