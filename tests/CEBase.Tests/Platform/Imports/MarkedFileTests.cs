using OfficeOpenXml;
using OfficeOpenXml.Style;

namespace CEBase.Tests.Platform.Imports;

public sealed class MarkedFileTests
{
    private static readonly BadRow[] Bad = [new(5, new("phone_format", "phone", "手机号不是 11 位，请核对。")), new(8, new("id_checksum", "number", "证件号码,校验位不符。"))];

    [Fact]
    public void A_workbook_keeps_its_rows_and_formats_and_gains_the_column()
    {
        var (original, table) = Read("roster.xlsx");
        using var package = Open(original, table, Bad);
        var sheet = package.Workbook.Worksheets[0];

        Assert.Equal("问题", sheet.Cells[3, 12].Text);
        Assert.Equal("手机号不是 11 位，请核对。", sheet.Cells[5, 12].Text);
        Assert.Equal(ExcelFillStyle.Solid, sheet.Cells[5, 2].Style.Fill.PatternType);
        Assert.Equal(ExcelFillStyle.None, sheet.Cells[6, 2].Style.Fill.PatternType);
        Assert.Equal("", sheet.Cells[6, 12].Text);
        Assert.Equal(16, sheet.Cells[1, 1].Style.Font.Size);
        Assert.Equal(["A1:K1", "A2:K2"], sheet.MergedCells);
    }

    [Fact]
    public void What_was_marked_reads_the_same_again_and_loses_old_marks()
    {
        var (original, table) = Read("roster.xlsx");
        var marked = new MemoryStream();
        MarkedFile.Write(original, table, Bad, marked);
        var again = ImportTable.Read(marked.ToArray(), "marked.xlsx", RosterColumns.All);

        Assert.Equal(table.Rows.Select(r => (r.Number, r["number"], r["phone"])), again.Rows.Select(r => (r.Number, r["number"], r["phone"])));
        Assert.Equal(table.Ignored, again.Ignored);
        using var package = Open(marked.ToArray(), again, Bad[..1]);
        var sheet = package.Workbook.Worksheets[0];
        Assert.Equal(("手机号不是 11 位，请核对。", ""), (sheet.Cells[5, 12].Text, sheet.Cells[8, 12].Text));
        Assert.Equal(ExcelFillStyle.None, sheet.Cells[8, 2].Style.Fill.PatternType);
        Assert.Equal(12, sheet.Dimension.End.Column);
    }

    [Fact]
    public void A_csv_comes_back_in_its_own_encoding_with_only_the_column_added()
    {
        var (original, table) = Read("roster-gbk.csv");
        var output = new MemoryStream();

        Assert.Equal(".csv", MarkedFile.Write(original, table, Bad, output));

        var gb = Encoding.GetEncoding("GB18030");
        var before = gb.GetString(original).Split("\r\n");
        var after = gb.GetString(output.ToArray()).Split("\r\n");
        Assert.Equal(before[0] + ",问题", after[0]);
        Assert.Equal(before[4] + ",手机号不是 11 位，请核对。", after[4]);
        Assert.Equal(before[7] + ",\"证件号码,校验位不符。\"", after[7]);
        Assert.Equal(before[8..], after[8..]);

        var again = ImportTable.Read(output.ToArray(), "marked.csv", RosterColumns.All);
        var second = new MemoryStream();
        MarkedFile.Write(output.ToArray(), again, [], second);
        Assert.Equal(before[4] + ",", gb.GetString(second.ToArray()).Split("\r\n")[4]);
    }

    [Fact]
    public void A_csv_can_be_given_back_as_a_workbook_with_long_numbers_whole()
    {
        var (original, table) = Read("roster-gbk.csv");
        var output = new MemoryStream();
        MarkedFile.WriteWorkbook(original, table, Bad, output);
        using var package = new ExcelPackage(output);
        var sheet = package.Workbook.Worksheets[0];
        Assert.Equal("610103197709168194", sheet.Cells[2, 5].Value);
        Assert.Equal("证件号码,校验位不符。", sheet.Cells[8, 12].Text);
    }

    [Fact]
    public async Task The_result_of_a_run_writes_its_own_marked_file()
    {
        await using var bench = await PeopleImport.StartAsync(DatabaseKind.Sqlite);
        var result = await bench.RunAsync<ImportRunner, ImportResult>(async runner =>
        {
            await using var file = File.OpenRead(Repository.Sample("roster.xlsx"));
            return await runner.RunAsync("people", "list-1", file, "roster.xlsx", true, new TestUser(7, "People.Import"));
        });
        var output = new MemoryStream();
        MarkedFile.WriteWorkbook(result, output);
        using var package = new ExcelPackage(output);
        var sheet = package.Workbook.Worksheets[0];
        Assert.Equal(result.BadRows.Select(b => b.Problem.Sentence), result.BadRows.Select(b => sheet.Cells[b.Number, 12].Text));
    }

    private static (byte[] Original, ImportTable Table) Read(string sample)
    {
        var bytes = File.ReadAllBytes(Repository.Sample(sample));
        return (bytes, ImportTable.Read(bytes, sample, RosterColumns.All));
    }

    private static ExcelPackage Open(byte[] original, ImportTable table, BadRow[] bad)
    {
        var output = new MemoryStream();
        MarkedFile.Write(original, table, bad, output);
        return new ExcelPackage(output);
    }
}
