using System.Net;
using OfficeOpenXml;

namespace CEBase.Tests.Web.Funds;

/// <summary>Settlement sheets, printed claims and exports through the pages, on the sample base.</summary>
public sealed class SettlementPageTests : IAsyncLifetime
{
    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.WithDemoAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    private Task<IReadOnlyList<string>> ListAsync(string sql) => _site.Database.ReadAsync(s => s.QueryAsync<string>(sql));

    [Fact]
    public async Task Every_class_with_money_has_a_sheet_to_look_at_to_print_and_to_take_along()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var numbers = await ListAsync("SELECT class_no FROM training_class WHERE id IN (SELECT class_id FROM claim_line) ORDER BY class_no");
        Assert.NotEmpty(numbers);
        foreach (var no in numbers)
        {
            Assert.Contains("按费用类型", (await finance.PageAsync($"/console/classes/{no}/settlement")).Body!.TextContent);
            var print = await finance.PageAsync($"/console/classes/{no}/settlement/print");
            Assert.Contains("经费决算单", print.QuerySelector("h1")!.TextContent);
            Assert.Empty(print.QuerySelectorAll("[style], script"));
            await BookAsync(finance, $"/console/classes/{no}/settlement?handler=Export", 11);
        }
        var without = (await ListAsync("SELECT class_no FROM training_class WHERE id NOT IN (SELECT class_id FROM claim_line WHERE class_id IS NOT NULL) AND id NOT IN (SELECT class_id FROM fund_line WHERE class_id IS NOT NULL) AND id NOT IN (SELECT class_id FROM receivable) ORDER BY class_no LIMIT 1"))[0];
        Assert.Contains("还没有报销、预算和收费", (await finance.PageAsync($"/console/classes/{without}/settlement")).Body!.TextContent);
        // Signed in the demo, with three names on paper.
        var signed = (await ListAsync("SELECT c.class_no FROM class_settlement s JOIN training_class c ON c.id = s.class_id WHERE s.state = 'signed'")).Single();
        Assert.Contains("已签字", (await finance.PageAsync($"/console/classes/{signed}/settlement/print")).Body!.TextContent);
        // An adviser opens those of the own classes only.
        var adviser = await _site.SignedInAsync("adviser@example.com");
        var foreign = (await ListAsync("SELECT class_no FROM training_class WHERE adviser_id IS NULL OR adviser_id <> (SELECT id FROM account WHERE email = 'adviser@example.com') ORDER BY class_no LIMIT 1")).SingleOrDefault();
        if (foreign is not null)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await adviser.GetAsync($"/console/classes/{foreign}/settlement/print")).StatusCode);
        }
    }

    [Fact]
    public async Task A_signed_sheet_prints_as_it_was_signed_and_says_what_has_moved_since()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        var no = (await ListAsync("SELECT c.class_no FROM class_settlement s JOIN training_class c ON c.id = s.class_id WHERE s.state = 'signed'")).Single();
        var before = await finance.PageAsync($"/console/classes/{no}/settlement/print");
        Assert.Empty(before.QuerySelectorAll(".warning"));
        Assert.Contains((await ListAsync("SELECT sheet_hash FROM class_settlement WHERE state = 'signed'")).Single(), before.QuerySelector(".hash")!.TextContent);
        var total = before.QuerySelector("tr.total")!.TextContent;

        await _site.Database.WriteAsync(s => s.ExecuteAsync("UPDATE claim SET state = 'reversed' WHERE id = (SELECT min(k.id) FROM claim k JOIN claim_line l ON l.claim_id = k.id JOIN training_class c ON c.id = l.class_id WHERE c.class_no = @no)", new { no }));
        var after = await finance.PageAsync($"/console/classes/{no}/settlement/print");
        Assert.Equal(total, after.QuerySelector("tr.total")!.TextContent);
        Assert.Contains("签字后有变动，下列签字不包括：费用合计由", after.QuerySelector(".warning")!.TextContent);
        Assert.Contains("签字后有变动", (await finance.PageAsync($"/console/classes/{no}/settlement")).QuerySelector(".alert-warning")!.TextContent);

        await _site.Database.WriteAsync(s => s.ExecuteAsync("UPDATE class_settlement SET sheet = replace(sheet, 'BX', 'BY') WHERE state = 'signed'"));
        Assert.Contains("与签字时的摘要不符", (await finance.PageAsync($"/console/classes/{no}/settlement/print")).QuerySelector(".warning")!.TextContent);
    }

    [Fact]
    public async Task Planned_costs_and_days_of_travel_are_typed_kept_when_wrong_and_closed_once_it_is_handed_in()
    {
        var staff = await _site.SignedInAsync("staff@example.com");
        const string No = "SELECT class_no FROM training_class WHERE class_no LIKE '%-012'";
        var no = (await ListAsync(No)).Single();
        var page = $"/console/classes/{no}/settlement/plan";
        var wrong = await staff.SubmitAsync(page, form => { form["Amounts[Lecture]"] = "两万"; form["Reason"] = "补编"; });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains("两万", await wrong.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync(page, form => { form["Amounts[Lecture]"] = "20,000"; form["Reason"] = "补编"; })).StatusCode);
        Assert.Contains("20,000.00", (await staff.PageAsync($"/console/classes/{no}/settlement")).Body!.TextContent);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await staff.SubmitAsync($"/console/classes/{no}/settlement", form => { form["Arrival"] = "3"; form["Departure"] = ""; }, "form[action*='handler=Travel']")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await staff.SubmitAsync($"/console/classes/{no}/settlement", form => { form["Arrival"] = "1"; form["Departure"] = ""; }, "form[action*='handler=Travel']")).StatusCode);
        Assert.Equal(["1"], await ListAsync($"SELECT cast(arrival_days AS text) FROM class_settlement WHERE class_id = (SELECT id FROM training_class WHERE class_no = '{no}')"));
        // Who doesn't write claims plans nothing.
        Assert.Contains("/account/access-denied", (await (await _site.SignedInAsync("finance@example.com")).GetAsync(page)).Headers.Location!.ToString());
    }

    [Fact]
    public async Task Every_claim_prints_with_its_lines_and_signatures_and_the_list_exports_with_a_sum_that_is_a_formula()
    {
        var finance = await _site.SignedInAsync("finance@example.com");
        foreach (var number in await ListAsync("SELECT number FROM claim"))
        {
            Assert.Contains(number, (await finance.PageAsync($"/console/funds/claims/{number}/print")).QuerySelector("main")!.TextContent);
        }
        var passed = (await ListAsync("SELECT k.number FROM claim k JOIN trace_entry t ON t.record_type = 'Claim' AND t.record_id = k.id AND t.step = 'unit-approve' WHERE t.findings LIKE '%eview%' AND k.state = 'paid' ORDER BY k.id LIMIT 1")).SingleOrDefault();
        if (passed is not null)
        {
            Assert.Contains("放行，理由", (await finance.PageAsync($"/console/funds/claims/{passed}/print")).Body!.TextContent);
        }
        await BookAsync(finance, "/console/funds/claims?handler=Export&state=paid", 11);
        var adviser = await _site.SignedInAsync("adviser@example.com");
        var foreign = (await ListAsync("SELECT number FROM claim WHERE class_id IS NULL ORDER BY id LIMIT 1"))[0];
        Assert.Equal(HttpStatusCode.NotFound, (await adviser.GetAsync($"/console/funds/claims/{foreign}/print")).StatusCode);
    }

    private static async Task BookAsync(HttpClient client, string address, int column)
    {
        var answer = await client.GetAsync(address);
        Assert.Equal(Workbook.MediaType, answer.Content.Headers.ContentType!.MediaType);
        using var package = new ExcelPackage(await answer.Content.ReadAsStreamAsync());
        var sheet = package.Workbook.Worksheets[0];
        var last = sheet.Dimension.End.Row;
        Assert.IsType<double>(sheet.Cells[Workbook.HeadRow + 1, column].Value);
        Assert.StartsWith("SUM(", sheet.Cells[last, column].Formula);
        Assert.Contains("#,##0.00", sheet.Cells[last, column].Style.Numberformat.Format);
    }
}
