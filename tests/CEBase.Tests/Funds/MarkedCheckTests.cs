using CEBase.Funds.Checks;
using OfficeOpenXml;

namespace CEBase.Tests.Funds;

/// <summary>The checked file comes back in the user's own form with the verdicts beside its lines.</summary>
public sealed class MarkedCheckTests
{
    private static readonly string[] Headings = ["verdict", "rules", "articles", "message"];
    private static readonly BatchCheck Batch = new(new UseCheck(Vocabulary.Load(Path.Combine(Repository.Recipes, "funds", "vocabulary.json"))));

    static MarkedCheckTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void A_csv_keeps_its_encoding_its_other_columns_and_its_line_ends()
    {
        var gb = Encoding.GetEncoding("gb18030");
        var (marked, extension) = Mark(gb.GetBytes("开支明细表,,,\r\n单号,摘要,金额,备注\r\nA1,专家授课劳务费,1200,\"甲,乙\"\r\nA2,取暖补贴,300,\r\n合计,,1500,\r\n"), "明细.csv");
        Assert.Equal(".csv", extension);
        var lines = gb.GetString(marked).Split("\r\n");
        Assert.Equal("开支明细表,,,", lines[0]);
        Assert.Equal("单号,摘要,金额,备注,verdict,rules,articles,message", lines[1]);
        Assert.Equal("A1,专家授课劳务费,1200,\"甲,乙\",allow,,,", lines[2]);
        Assert.StartsWith("A2,取暖补贴,300,,block,funds.welfare,NPU:20(1),", lines[3]);
        Assert.Equal("合计,,1500,", lines[4]);
    }

    [Fact]
    public void A_file_that_was_marked_before_has_its_columns_written_anew()
    {
        var once = Mark(Encoding.UTF8.GetBytes("单号,摘要\nA1,取暖补贴\nA2,教材印刷\n"), "a.csv").Content;
        Assert.Equal(Encoding.UTF8.GetString(once), Encoding.UTF8.GetString(Mark(once, "a.csv").Content));
        var corrected = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(once).Replace("取暖补贴,block", "讲义编写费,block"));
        Assert.Contains("A1,讲义编写费,allow,,,\n", Encoding.UTF8.GetString(Mark(corrected, "a.csv").Content));
    }

    [Fact]
    public void A_workbook_stays_one_keeps_formats_and_fills_what_stops_and_what_must_be_looked_at()
    {
        using var made = new ExcelPackage();
        var sheet = made.Workbook.Worksheets.Add("六月");
        sheet.Cells["A1"].Value = "开支明细";
        (sheet.Cells["A2"].Value, sheet.Cells["B2"].Value, sheet.Cells["C2"].Value) = ("单号", "摘要", "金额");
        foreach (var (row, number, text) in new[] { (3, "A1", "专家授课劳务费"), (4, "A2", "公车轮胎更换"), (5, "A3", "其他") })
        {
            (sheet.Cells[row, 1].Value, sheet.Cells[row, 2].Value, sheet.Cells[row, 3].Value) = (number, text, 1234.5);
            sheet.Cells[row, 3].Style.Numberformat.Format = "#,##0.00";
        }
        made.Workbook.Worksheets.Add("说明").Cells["A1"].Value = "别的表";

        var (marked, extension) = Mark(made.GetAsByteArray(), "六月.xlsx");

        Assert.Equal(".xlsx", extension);
        using var read = new ExcelPackage(new MemoryStream(marked));
        var back = read.Workbook.Worksheets["六月"];
        Assert.Equal(["单号", "摘要", "金额", .. Headings], Enumerable.Range(1, 7).Select(c => back.Cells[2, c].Text));
        Assert.Equal(["allow", "block", "review"], Enumerable.Range(3, 3).Select(r => back.Cells[r, 4].Text));
        Assert.Equal("#,##0.00", back.Cells[4, 3].Style.Numberformat.Format);
        Assert.Equal(["", "FFFBE3E4", "FFFDF1DC"], Enumerable.Range(3, 3).Select(r => back.Cells[r, 1].Style.Fill.BackgroundColor.Rgb ?? ""));
        Assert.Equal("别的表", read.Workbook.Worksheets["说明"].Cells["A1"].Text);
    }

    [Fact]
    public void A_file_with_other_rows_than_were_checked_is_refused() =>
        Assert.Throws<Refusal>(() => MarkedFile.Write(Encoding.UTF8.GetBytes("单号,摘要\nA1,教材\nA2,教材\n"), "a.csv", BatchCheck.Columns, Headings, [new RowMark(["allow", "", "", ""], RowTone.Plain)], new MemoryStream()));

    private static (byte[] Content, string Extension) Mark(byte[] file, string name)
    {
        var lines = Batch.Judge(new MemoryStream(file), name);
        var output = new MemoryStream();
        var extension = MarkedFile.Write(file, name, BatchCheck.Columns, Headings, [.. lines.Select(l => new RowMark([l.Verdict, l.Rules, l.Articles, l.Message],
            l.Verdict switch { "block" => RowTone.Stop, "review" => RowTone.Look, _ => RowTone.Plain }))], output);
        return (output.ToArray(), extension);
    }
}
