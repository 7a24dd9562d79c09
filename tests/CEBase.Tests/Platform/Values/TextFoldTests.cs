namespace CEBase.Tests.Platform.Values;

public sealed class TextFoldTests
{
    [Theory]
    [InlineData(null, Keep.All, Casing.AsWritten, "")]
    [InlineData("ＡＢ（１）", Keep.All, Casing.AsWritten, "AB(1)")]
    [InlineData("  张 三\u3000 李四 ", Keep.Words, Casing.AsWritten, "张 三 李四")]
    [InlineData(" 610103\u200B 1977-x\t", Keep.Visible, Casing.Upper, "6101031977-X")]
    [InlineData("西安(示例)研究所 No.２", Keep.LettersAndDigits, Casing.Upper, "西安示例研究所NO2")]
    [InlineData("𠮷野 ☆", Keep.LettersAndDigits, Casing.Upper, "𠮷野")]
    [InlineData("bx-2026—001号", Keep.Ascii, Casing.Upper, "BX2026001")]
    [InlineData("发票号码：２６６ 17", Keep.Digits, Casing.AsWritten, "26617")]
    [InlineData("Example 大学", Keep.Visible, Casing.Lower, "example大学")]
    public void Text_is_folded_by_what_stays_and_by_case(string? text, Keep keep, Casing casing, string folded) =>
        Assert.Equal(folded, TextFold.Of(text, keep, casing));

    [Fact]
    public void A_broken_character_is_no_reason_to_fail() => Assert.Equal("A\uFFFDB", TextFold.Of("A\uD800B"));
}
