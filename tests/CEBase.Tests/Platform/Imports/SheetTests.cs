namespace CEBase.Tests.Platform.Imports;

public sealed class SheetTests
{
    [Theory]
    [InlineData("roster.xlsx", 3)]
    [InlineData("roster-gbk.csv", 1)]
    public void A_roster_as_it_really_arrives_gives_its_305_people(string sample, int headerRow)
    {
        var table = Read(sample);

        Assert.Equal(headerRow, table.Header.LastRow);
        Assert.Empty(table.Map.Problems);
        Assert.Equal(305, table.Rows.Count);
        Assert.Equal(3, table.Rows.Count(r => r["number"].WasNumber));
        Assert.All(table.Rows, r => Assert.DoesNotContain(r["name"].Text, char.IsWhiteSpace));
        Assert.Equal(2, table.Rows.Count(r => r["name"].IsEmpty));
    }

    [Fact]
    public void The_total_and_the_blank_row_are_left_out_and_named()
    {
        var table = Read("roster.xlsx");
        Assert.Equal(IgnoredReason.Total, table.Ignored[310]);
        Assert.Single(table.Ignored, i => i.Value == IgnoredReason.Blank);
        Assert.Equal(2, table.Ignored.Count);
    }

    [Fact]
    public void Both_forms_of_the_roster_read_the_same_apart_from_numbers_that_became_floats()
    {
        var workbook = Read("roster.xlsx").Rows;
        var csv = Read("roster-gbk.csv").Rows;
        foreach (var (left, right) in workbook.Zip(csv).Where(p => !p.First["number"].WasNumber))
        {
            Assert.Equal(left.Cells, right.Cells);
        }
    }

    [Fact]
    public void Full_width_digits_are_folded() => Assert.Equal("410105197610016807", Read("roster-gbk.csv").Rows[1]["number"].Text);

    [Fact]
    public void Outside_hours_keep_their_numbers_with_halves()
    {
        var table = ImportTable.Read(File.ReadAllBytes(Repository.Sample("external-hours.xlsx")), "external-hours.xlsx",
            [new("name", "姓名", true), new("hours", "学时", true), new("from", "开始日期", true), new("year", "年度", true)]);
        Assert.Equal(408, table.Rows.Count);
        Assert.Equal("7.5", table.Rows[1]["hours"].Text);
        Assert.Equal("2026", table.Rows[1]["year"].Text);
        Assert.Equal("2026-03-05", table.Rows[1]["from"].Text);
    }

    private static ImportTable Read(string sample) => ImportTable.Read(File.ReadAllBytes(Repository.Sample(sample)), sample, RosterColumns.All);
}
