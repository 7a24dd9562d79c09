using CEBase.Platform.Lists;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OfficeOpenXml;

namespace CEBase.Tests.Platform;

/// <summary>One description of a list gives its view and its files.</summary>
public sealed class ListQueryTests
{
    private sealed record Row(string Name, Money Amount, DateOnly Day);

    private static readonly ListQuery<Row> Query = new("报销单", "SELECT k.name, k.amount, k.day, k.state FROM claim k", "k.id DESC")
    {
        Where = "k.owner = @Account",
        Search = new ListSearch("编号、事由", "k.number", "k.title"),
        Filters = [ListFilter.States([new("draft", "草稿"), new("paid", "已付")], "k.state"), ListFilter.Id("fund", "经费来源", "k.fund_id", [new("7", "专项")]), ListFilter.Day("from", "从", "k.day >= @from")],
        Columns = [new("名称", r => r.Name) { Sort = ("name", "k.name") }, new("金额（元）", r => r.Amount) { Sort = ("amount", "k.amount"), IsSummed = true }, new("日期", r => r.Day)],
    };

    [Fact]
    public void A_list_takes_from_the_address_what_it_knows_and_binds_it_as_parameters()
    {
        var request = Ask(("q", "50%_x"), ("state", "paid"), ("fund", "7"), ("from", "2026-03-01"), ("sort", "-amount"), ("p", "3"));

        Assert.Equal(@"(k.owner = @Account) AND (k.number LIKE @Q ESCAPE '\' OR k.title LIKE @Q ESCAPE '\') AND (k.state = @state) AND (k.fund_id = @fund) AND (k.day >= @from)", request.Where(new Dialect(DatabaseKind.Sqlite)));
        Assert.Equal("k.amount DESC, k.id DESC", request.OrderBy);
        Assert.Equal(3, request.Page);
        var values = request.Values(30, 60);
        Assert.Equal((@"%50\%\_x%", "paid", 7L, new DateOnly(2026, 3, 1), 5L), (values["Q"], values["state"], values["fund"], values["from"], values["Account"]));
    }

    [Theory]
    [InlineData("state", "paid' OR 1=1 --")]
    [InlineData("fund", "8")]
    [InlineData("fund", "x")]
    [InlineData("from", "1. März")]
    [InlineData("q", "   ")]
    public void What_the_list_does_not_know_narrows_nothing(string name, string value) => Assert.Equal("(k.owner = @Account)", Ask((name, value)).Where(new Dialect(DatabaseKind.Sqlite)));

    [Fact]
    public void An_unknown_order_is_the_lists_own() => Assert.Equal("k.id DESC", Ask(("sort", "name; DROP TABLE claim")).OrderBy);

    [Fact]
    public async Task A_csv_file_has_the_headings_and_never_lets_text_pass_for_a_formula()
    {
        var file = await ExportAsync(asCsv: true, new Row("=1+1", new Money(-1_050), new DateOnly(2026, 3, 1)), new Row("逗号,引号\"", new Money(5), new DateOnly(2026, 3, 2)));
        using var reader = new StreamReader(file.Content);
        Assert.Equal("名称,金额（元）,日期\r\n'=1+1,-10.50,2026-03-01\r\n\"逗号,引号\"\"\",0.05,2026-03-02", (await reader.ReadToEndAsync()).ReplaceLineEndings("\r\n").TrimEnd());
    }

    [Fact]
    public async Task A_workbook_of_many_batches_holds_every_row_once_and_ends_in_a_sum_that_recomputes()
    {
        var rows = Enumerable.Range(1, 4_321).Select(i => new Row($"第 {i} 行", new Money(i), new DateOnly(2026, 1, 1))).ToArray();
        var file = await ExportAsync(asCsv: false, rows);
        Assert.Equal(4_321, file.Rows);
        using var book = new ExcelPackage(file.Content);
        var sheet = book.Workbook.Worksheets[0];
        book.Workbook.Calculate();
        Assert.Equal(("报销单", "名称", "第 1 行", "第 4321 行", "合计"), (sheet.Cells[1, 1].Text, sheet.Cells[3, 1].Text, sheet.Cells[4, 1].Text, sheet.Cells[4_324, 1].Text, sheet.Cells[4_325, 1].Text));
        Assert.Equal(rows.Sum(r => r.Amount.Fen) / 100.0, Convert.ToDouble(sheet.Cells[4_325, 2].Value), 2);
        Assert.NotEmpty(sheet.Cells[4_325, 2].Formula);
    }

    [Fact]
    public async Task A_list_that_is_not_to_be_taken_away_gives_no_file_whatever_the_address_asks()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.Sqlite);
        var page = new ClosedList(new ListServices(bench.Database, null!, SystemUser.Instance, bench.Clock));
        Assert.Equal("not_found", (await Assert.ThrowsAsync<Refusal>(() => page.OnGetExportAsync("csv", default))).Code);
    }

    private sealed class ClosedList(ListServices services) : ListPage<Row>(services)
    {
        protected override ListQuery<Row> Describe() => Query with { IsExported = false };
    }

    private static ListRequest<Row> Ask(params (string Name, string Value)[] address) =>
        new(Query, new QueryCollection(address.ToDictionary(a => a.Name, a => new StringValues(a.Value))), account: 5);

    private static Task<ListFile> ExportAsync(bool asCsv, params Row[] rows) =>
        ListExport.WriteAsync(Query, "共若干条", asCsv, (size, skip) => Task.FromResult<IReadOnlyList<Row>>([.. rows.Skip(skip).Take(size)]), default);
}
