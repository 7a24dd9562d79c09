using System.Net;
using CEBase.Projects;
using CEBase.Projects.Units;

namespace CEBase.Tests.Web.Projects;

/// <summary>Pages of clients, contracts, agreement texts and promotion material, as their roles see them.</summary>
public sealed class ContractPageTests : IClassFixture<ContractPageTests.DemoSite>
{
    private readonly DemoSite _demo;

    public ContractPageTests(DemoSite demo) => _demo = demo;

    /// <summary>The demo with one commissioned and one open project of its own.</summary>
    public sealed class DemoSite : IAsyncLifetime
    {
        public Site Site { get; private set; } = null!;
        public ProjectCard Commissioned { get; private set; } = null!;
        public ProjectCard Open { get; private set; } = null!;
        public long ClientId { get; private set; }

        public async ValueTask InitializeAsync()
        {
            Site = await Site.WithDemoAsync();
            ClientId = await Site.Database.WriteAsync(s => s.ClientAsync("页面测试公司"));
            Commissioned = await ApprovedAsync(FundingMode.Commissioned, "页面测试委托班");
            Open = await ApprovedAsync(FundingMode.Open, "页面测试公开班");
        }

        private async Task<ProjectCard> ApprovedAsync(FundingMode funding, string name)
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var clock = services.GetRequiredService<TimeProvider>();
            return await Site.Database.WriteAsync(async s =>
            {
                var unit = (await new UnitRepository().FindAsync(s, "页面测试单位"))?.Id ?? await services.GetRequiredService<UnitService>().CreateAsync(
                    s, new OwningUnit { Name = "页面测试单位", FilingNo = "备-99", FiledOn = new DateOnly(2024, 1, 5), Disciplines = "航空" }, null, SystemUser.Instance);
                var card = await services.GetRequiredService<IProjectPlanner>().CreateAsync(s, new ProjectDetails
                {
                    Name = name, UnitId = unit, Responsible = "负责人", Funding = funding, IsOpenEnrolment = funding == FundingMode.Open, Audience = "专业技术人员",
                    Task = funding == FundingMode.Commissioned ? "commissioned" : "professional-subject", Headcount = 20, StartsOn = clock.Today().AddDays(60), EndsOn = clock.Today().AddDays(62),
                    Hours = StudyHours.FromHours(16), City = "西安", Intake = [],
                }, SystemUser.Instance);
                await s.ExecuteAsync("UPDATE project SET state = 'approved', approval_no = @No WHERE id = @Id", new { card.Id, No = $"页测-{card.Id}" });
                return (await services.GetRequiredService<IProjectDirectory>().FindAsync(s, card.Id))!;
            });
        }

        public async ValueTask DisposeAsync() => await Site.DisposeAsync();
    }

    [Theory]
    [InlineData("/console/clients")]
    [InlineData("/console/clients/new")]
    [InlineData("/console/contracts")]
    [InlineData("/console/contracts/new")]
    [InlineData("/console/contract-templates")]
    [InlineData("/console/agreements")]
    [InlineData("/console/promotions")]
    [InlineData("/console")]
    [InlineData("/console/search?q=页面测试")]
    public async Task Every_list_and_form_answers_for_staff(string address) => await (await _demo.Site.SignedInAsync("staff@example.com")).PageAsync(address);

    [Theory]
    [InlineData("/console/clients/new")]
    [InlineData("/console/contracts/new")]
    public async Task Who_may_only_read_gets_no_form(string address)
    {
        var auditor = await _demo.Site.SignedInAsync("auditor@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await auditor.GetAsync(address)).StatusCode);
        await auditor.PageAsync("/console/contracts");
    }

    [Fact]
    public async Task A_client_form_keeps_what_was_typed_and_the_licence_is_confirmed_on_the_record()
    {
        var staff = await _demo.Site.SignedInAsync("staff@example.com");
        var refused = await staff.SubmitAsync("/console/clients/new", f => { f["Input.Name"] = "代码错的单位"; f["Input.CreditCode"] = "123"; });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var again = await refused.ParseAsync();
        Assert.Equal("代码错的单位", again.QuerySelector("[name='Input.Name']")!.GetAttribute("value"));
        Assert.Contains("18 位", again.QuerySelector(".ce-error-summary")!.TextContent);

        var made = await staff.SubmitAsync("/console/clients/new", f =>
        {
            f["Input.Name"] = "早期代码单位"; f["Input.CreditCode"] = "9135 0100 m000 100y 45"; f["Input.Region"] = "福建"; f["Input.ContactName"] = "联系人";
        });
        var address = made.Headers.Location!.ToString();
        var page = await staff.PageAsync(address);
        Assert.NotNull(page.QuerySelector("[data-rule='client.code-check']"));
        await staff.SubmitAsync(address, selector: "form[action$='handler=Licence']");
        page = await staff.PageAsync(address);
        Assert.NotNull(page.QuerySelector("[data-rule='client.code-seen']"));
        Assert.Contains("核对执照原件", page.QuerySelector(".ce-timeline")!.TextContent);
        await staff.PageAsync($"{address}/edit");
        Assert.Equal(HttpStatusCode.Conflict, (await staff.SubmitAsync("/console/clients/new", f =>
        {
            f["Input.Name"] = "同码"; f["Input.CreditCode"] = "91350100M000100Y45"; f["Input.Region"] = "福建"; f["Input.ContactName"] = "联系人";
        })).StatusCode);
    }

    [Fact]
    public async Task A_contract_goes_from_form_to_signature_and_amendment_through_its_pages()
    {
        var project = _demo.Commissioned;
        var staff = await _demo.Site.SignedInAsync("staff@example.com");
        var office = await _demo.Site.SignedInAsync("office@example.com");
        Assert.Contains("还没有合同", (await staff.PageAsync($"/console/projects/{project.Number}/contract")).Body!.TextContent);

        var form = $"/console/contracts/new?project={project.Number}";
        var refused = await staff.SubmitAsync(form, f => { f["Input.ClientId"] = ""; f["Input.KeyTerms"] = "培训费对公转账"; });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("培训费对公转账", (await refused.ParseAsync()).QuerySelector("[name='Input.KeyTerms']")!.TextContent);

        var made = await staff.SubmitAsync(form, f =>
        {
            f["Input.ClientId"] = $"{_demo.ClientId}"; f["Input.Price"] = "30000"; f["Input.NegotiatedOn"] = project.StartsOn.AddDays(-80).InTable(); f["Input.HasSafetyClause"] = "true";
            f["Input.IsDeclared"] = "true"; f["Input.Partners"] = "无";
        });
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var address = made.Headers.Location!.ToString();
        var page = await staff.PageAsync(address);
        Assert.NotNull(page.QuerySelector("[data-rule='contract.scan-missing']"));
        Assert.NotNull(page.QuerySelector("[data-rule='contract.office-check-needed']"));

        await UploadAsync(staff, address, "form[action$='handler=Signing']", project.StartsOn.AddDays(-70));
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(staff, address, "submit")).StatusCode);
        Assert.Contains(address, (await office.PageAsync("/console")).Body!.InnerHtml);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(office, address, "pass", "没有价格备案，按成本测算，同意")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(staff, address, "sign")).StatusCode);
        Assert.Contains("已签订", (await staff.PageAsync($"/console/projects/{project.Number}/contract")).Body!.TextContent);

        var amendment = await staff.SubmitAsync($"{address}/amendments/new", f => { f["Input.Headcount"] = "25"; f["Input.Reason"] = "增派"; });
        Assert.Equal(HttpStatusCode.Redirect, amendment.StatusCode);
        var amendmentAddress = amendment.Headers.Location!.ToString();
        Assert.Equal("25", (await staff.PageAsync(amendmentAddress)).QuerySelector("[name='Input.Headcount']")!.GetAttribute("value"));
        await UploadAsync(staff, amendmentAddress, "form[action$='handler=Signing']", project.StartsOn.AddDays(-60));
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(office, amendmentAddress, "sign", "价格不变")).StatusCode);
        Assert.Contains("25 人", (await staff.PageAsync(address)).Body!.TextContent);

        Assert.Contains(address.Split('/')[^1], (await staff.PageAsync("/console/contracts?q=页面测试")).Body!.TextContent);
        var export = await staff.GetAsync("/console/contracts?handler=Export&q=页面测试");
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", export.Content.Headers.ContentType!.MediaType);
        await staff.PageAsync($"/console/clients/{_demo.ClientId}");
    }

    [Fact]
    public async Task Material_is_compared_side_by_side_and_approved_by_two_in_order()
    {
        var project = _demo.Open;
        var (staff, leader, office) = (await _demo.Site.SignedInAsync("staff@example.com"), await _demo.Site.SignedInAsync("leader@example.com"), await _demo.Site.SignedInAsync("office@example.com"));
        var tab = $"/console/projects/{project.Number}/promotion";
        await staff.PageAsync(tab);
        var refused = await staff.SubmitAsync($"{tab}/new", f => { f["Input.SaysAudience"] = ""; f["Input.Title"] = "保留的标题"; });
        Assert.Equal("保留的标题", (await refused.ParseAsync()).QuerySelector("[name='Input.Title']")!.GetAttribute("value"));

        var made = await staff.SubmitAsync($"{tab}/new", f => f["Input.SaysFee"] = "99");
        var address = made.Headers.Location!.ToString();
        var page = await staff.PageAsync(address);
        Assert.Contains("不一致", page.QuerySelector("[data-term='promotion.fee-differs']")!.TextContent);
        Assert.NotNull(page.QuerySelector(".ce-workflow button[disabled]"));
        var id = address.Split('=')[^1];
        await staff.SubmitAsync($"{tab}/{id}/edit", f => f["Input.SaysFee"] = "0");
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(staff, address, "submit")).StatusCode);

        Assert.Contains($"promotion?id={id}", (await leader.PageAsync("/console")).Body!.InnerHtml);
        await leader.SubmitAsync(address, f => { f["Day"] = Today.InTable(); f["Minutes"] = "会纪 3 号"; }, "form[action$='handler=Record']");
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(leader, address, "meeting-pass")).StatusCode);
        Assert.Contains($"promotion?id={id}", (await office.PageAsync("/console")).Body!.InnerHtml);
        var missing = await office.SubmitAsync(address, f => { f["Day"] = Today.InTable(); f["Minutes"] = ""; }, "form[action$='handler=Record']");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, missing.StatusCode);
        await office.SubmitAsync(address, f => { f["Day"] = Today.InTable(); f["Minutes"] = "同意"; }, "form[action$='handler=Record']");
        Assert.Equal(HttpStatusCode.Redirect, (await StepAsync(office, address, "office-pass")).StatusCode);
        Assert.Contains("会纪 3 号", (await staff.PageAsync(address)).Body!.TextContent);
        Assert.Contains("已批准", (await staff.PageAsync("/console/promotions?q=页面测试")).Body!.TextContent);
    }

    [Fact]
    public async Task An_agreement_is_published_as_the_next_version()
    {
        var staff = await _demo.Site.SignedInAsync("staff@example.com");
        var same = await staff.SubmitAsync("/console/agreements");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync("/console/agreements", f => f["Input.Text"] += "\n补充一句。")).StatusCode);
        Assert.Contains("第 2 版", (await staff.PageAsync("/console/agreements")).Body!.TextContent);
    }

    [Fact]
    public async Task A_template_gets_its_next_version_and_the_words_are_listed_with_their_articles()
    {
        var staff = await _demo.Site.SignedInAsync("staff@example.com");
        var made = await staff.SubmitAsync("/console/contract-templates", f => { f["Input.Code"] = "page-test"; f["Input.Name"] = "页测范本"; f["Input.Body"] = "安全责任"; });
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var page = await staff.PageAsync("/console/contract-templates");
        Assert.Contains("页测范本 第 1 版", page.Body!.TextContent);
        Assert.Contains("代理招生", page.Body.TextContent);
        Assert.NotNull(page.QuerySelector("a.ce-citation"));
    }

    private DateOnly Today => _demo.Site.Services.GetRequiredService<TimeProvider>().Today();

    private static async Task<HttpResponseMessage> StepAsync(HttpClient client, string address, string step, string? reason = null) => await client.SubmitAsync(address, f =>
    {
        f["step"] = step;
        if (reason is not null)
        {
            f["comment"] = reason;
            f["passReviews"] = "true";
        }
    }, ".ce-workflow form");

    private async Task UploadAsync(HttpClient client, string address, string selector, DateOnly signedOn)
    {
        var page = await client.PageAsync(address);
        var form = page.QuerySelector(selector)!;
        using var body = new MultipartFormDataContent
        {
            { new StringContent(form.QuerySelector("[name='__RequestVerificationToken']")!.GetAttribute("value")!), "__RequestVerificationToken" },
            { new StringContent(form.QuerySelector("[name='version']")!.GetAttribute("value")!), "version" },
            { new StringContent((signedOn < Today ? signedOn : Today).InTable()), "SignedOn" },
            { new ByteArrayContent("%PDF-1.4\n%%EOF"u8.ToArray()), "Scan", "盖章.pdf" },
        };
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync(form.GetAttribute("action"), body)).StatusCode);
    }
}
