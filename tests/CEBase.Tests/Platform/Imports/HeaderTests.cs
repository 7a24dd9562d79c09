using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Platform.Imports;

public sealed class HeaderTests
{
    private const string Person = "张三,610103197709168194,15040721828";

    [Fact]
    public void The_header_is_found_under_any_title_and_note_rows()
    {
        var titles = Gen.Elements("2026 年研修班学员报名汇总表", "填表说明：证件号码以文本格式填写", "", "单位（盖章）：,示例公司", "填报日期,2026-11-01,联系人：王五").ArrayOf();
        Property.Holds(titles.Where(t => t.Length < 40), rows =>
        {
            var table = Read(string.Join("", rows.Select(r => r + "\r\n")) + "姓名,证件号码,手机号\r\n" + Person + "\r\n");
            return table.Header.LastRow == rows.Length + 1 && table.Rows.Single().Number == rows.Length + 2 && table.Rows[0]["name"].Text == "张三";
        });
    }

    [Theory]
    [InlineData("姓名,证件号码,*手机号")]
    [InlineData("姓 名,身份证号码（必填）,手机号（必填）")]
    [InlineData("＊姓名：,证件号码 [18位],联系电话")]
    [InlineData("学员姓名,身份证号,手机")]
    public void Headings_are_known_by_label_and_synonym_however_they_are_dressed(string header)
    {
        var row = Assert.Single(Read(header + "\n" + Person + "\n").Rows);
        Assert.Equal(("张三", "610103197709168194", "15040721828"), (row["name"].Text, row["number"].Text, row["phone"].Text));
    }

    [Fact]
    public void Headings_on_two_levels_are_read_as_one()
    {
        var table = Read("姓名,证件信息,联系方式,\n,证件号码,手机号,邮箱\n" + Person + ",a@example.com\n");
        Assert.Equal(2, table.Header.LastRow);
        Assert.Equal("a@example.com", Assert.Single(table.Rows)["email"].Text);
    }

    [Fact]
    public void The_label_wins_over_a_remark_in_brackets()
    {
        var table = Read("姓名（拼音）,姓名,证件号码,手机号\nZhang San," + Person + "\n");
        Assert.Equal("张三", Assert.Single(table.Rows)["name"].Text);
    }

    [Fact]
    public void A_heading_that_stands_twice_is_refused_and_can_be_settled_by_the_user()
    {
        const string text = "姓名,证件号码,手机号,手机号\n" + Person + ",13900000000\n";
        var problem = Assert.Single(Read(text).Map.Problems);
        Assert.Equal("column_duplicate", problem.Code);
        Assert.Contains("C 列、D 列", problem.Message);

        var settled = Read(text, new Dictionary<string, int> { ["phone"] = 3 });
        Assert.Equal("13900000000", Assert.Single(settled.Rows)["phone"].Text);
    }

    [Fact]
    public void A_missing_required_column_is_refused_naming_it_and_what_was_seen()
    {
        var problem = Assert.Single(Read("姓名,证件号码,备用\n张三,610103197709168194,x\n").Map.Problems);
        Assert.Equal("column_missing", problem.Code);
        Assert.Contains("「手机号」", problem.Message);
        Assert.Contains("备用", problem.Message);
    }

    [Fact]
    public void Two_items_in_one_column_are_refused()
    {
        var table = Read("姓名,证件号码,手机号\n" + Person + "\n", new Dictionary<string, int> { ["phone"] = 1 });
        Assert.Equal("column_shared", Assert.Single(table.Map.Problems).Code);
    }

    [Fact]
    public void A_file_without_header_or_without_rows_is_refused_in_a_sentence()
    {
        Assert.Equal("header_missing", Assert.Throws<Refusal>(() => Read("a,b,c\n1,2,3\n")).Code);
        Assert.Equal("rows_missing", Assert.Throws<Refusal>(() => Read("姓名,证件号码,手机号\n")).Code);
        Assert.Equal("file_empty", Assert.Throws<Refusal>(() => Read("\n , \n")).Code);
    }

    [Theory]
    [InlineData("合计,305 人,", IgnoredReason.Total)]
    [InlineData("合　计：3,,", IgnoredReason.Total)]
    [InlineData("小计（人）,3,", IgnoredReason.Total)]
    [InlineData("填表人：李四,联系电话：1,", IgnoredReason.Note)]
    [InlineData("姓名,证件号码,手机号", IgnoredReason.Header)]
    [InlineData(" ,　,", IgnoredReason.Blank)]
    internal void Rows_that_are_no_data_are_left_out(string line, IgnoredReason reason)
    {
        var table = Read("姓名,证件号码,手机号\n" + Person + "\n" + line + "\n" + Person + "\n");
        Assert.Equal(2, table.Rows.Count);
        Assert.Equal(reason, table.Ignored[3]);
    }

    [Fact]
    public void A_bad_row_is_not_mistaken_for_a_total()
    {
        Assert.Equal(2, Read("姓名,证件号码,手机号\n" + Person + "\n合力,,\n").Rows.Count);
    }

    [Fact]
    public void Serial_numbers_filled_in_ahead_make_no_rows()
    {
        Assert.Single(Read("序号,姓名,证件号码,手机号\n1," + Person + "\n2,,,\n3,,,\n").Rows);
    }

    private static ImportTable Read(string text, IReadOnlyDictionary<string, int>? corrections = null) =>
        ImportTable.Read(Encoding.UTF8.GetBytes(text), "名册.csv", RosterColumns.All, corrections);
}
