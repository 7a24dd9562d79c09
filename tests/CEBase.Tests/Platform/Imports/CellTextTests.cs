using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Platform.Imports;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("\t610103197709168194 ", "610103197709168194")]
    [InlineData("１３９３２４７３０４１", "13932473041")]
    [InlineData("　张　 三\u00A0", "张三")]
    [InlineData("张 三 Smith  John", "张三 Smith John")]
    [InlineData("'610103", "610103")]
    [InlineData("\u200B610103\uFEFF", "610103")]
    [InlineData("工程师\n（高级）", "工程师 (高级)")]
    [InlineData(null, "")]
    public void Cells_are_cleaned(string? typed, string clean) => Assert.Equal(clean, CellText.Clean(typed));

    [Fact]
    public void Cleaning_twice_is_cleaning_once() =>
        Property.Holds(Property.Of<string>(), text => CellText.Clean(CellText.Clean(text)) == CellText.Clean(text), tries: 500);

    [Fact]
    public void Cleaning_of_what_people_really_type_settles()
    {
        var pieces = Gen.Elements("张", "三", " ", "　", "\u00A0", "\t", "'", "’", "＇", "\u200B", "\u0301", "e", "´", "１", "（", "\uD800", "⼀", "ﬁ", "\uFEFF").ArrayOf().Select(string.Concat);
        Property.Holds(pieces, text =>
        {
            var clean = CellText.Clean(text);
            return CellText.Clean(clean) == clean && clean.Trim() == clean && !clean.Contains("  ");
        }, tries: 1000);
    }

    [Theory]
    [InlineData(15040721828d, "15040721828")]
    [InlineData(7.5, "7.5")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(610103199808042900d, "610103199808043000")]
    [InlineData(-12d, "-12")]
    [InlineData(0d, "0")]
    public void Numbers_read_as_the_sheet_shows_them(double number, string shown) => Assert.Equal(shown, CellText.OfNumber(number));

    [Fact]
    public void Whole_numbers_survive_any_cell() =>
        Property.Holds(Property.Of<int>(), n => CellText.OfNumber(n) == n.ToString());
}
