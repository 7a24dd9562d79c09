using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Platform.Imports;

public sealed class CsvTextTests
{
    private const string Text = "姓名,备注\r\n张三,\"含,逗号\r\n与换行\"\r\n龘𠮷,x\r\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8-bom", "gb18030", "utf-16"];

    [Theory, MemberData(nameof(Encodings))]
    public void Every_encoding_people_send_is_read_and_written_back_alike(string name)
    {
        var bytes = Bytes(name, Text);
        var csv = CsvText.Of(bytes);
        var records = csv.Records().ToList();

        Assert.Equal(["张三", "含,逗号\r\n与换行"], records[1].Fields);
        Assert.Equal("龘𠮷", records[2].Fields[0]);
        Assert.Equal(bytes, csv.Encoding.Encode(string.Concat(records.Select(r => r.Raw))));
    }

    [Theory]
    [InlineData("姓名\t手机号\n张三\t139", '\t')]
    [InlineData("姓名;手机号\n张三;139", ';')]
    [InlineData("说明：甲,乙\n姓名\t手机号\n张三\t139\n李四\t138", '\t')]
    [InlineData("姓名，手机号\n张三，139", '，')]
    [InlineData("\"a;b;c\",姓名\n\"d;e;f\",张三", ',')]
    public void The_delimiter_is_found(string text, char delimiter) => Assert.Equal(delimiter, CsvText.Of(Encoding.UTF8.GetBytes(text)).Delimiter);

    [Fact]
    public void Any_fields_survive_quoting_and_the_raw_records_are_the_file()
    {
        var field = Gen.Elements("张", ",", "\"", "\n", "\r", "a", " ", ";").ArrayOf().Select(string.Concat);
        Property.Holds(field.ArrayOf(3).NonEmptyListOf().Select(l => l.ToArray()), rows =>
        {
            var text = "甲,乙,丙\n" + string.Concat(rows.Select(r => string.Join(",", r.Select(f => $"\"{f.Replace("\"", "\"\"")}\"")) + "\n"));
            var records = CsvText.Of(Encoding.UTF8.GetBytes(text)).Records().ToList();
            return records.Skip(1).Select(r => r.Fields).SequenceEqual(rows, new RowComparer()) && string.Concat(records.Select(r => r.Raw)) == text;
        });
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_the_rest() =>
        Assert.Equal(3, CsvText.Of(Encoding.UTF8.GetBytes("姓名,备注\n张三,\"未闭合\n李四,x\n")).Records().Count());

    [Fact]
    public void A_long_number_written_as_a_formula_is_text() =>
        Assert.Equal(new("610103197709168194", false), CsvText.Of(Encoding.UTF8.GetBytes("=\"610103197709168194\",x\n")).Rows(10).Single().Cells[0]);

    [Fact]
    public void A_number_in_scientific_notation_was_a_number() =>
        Assert.True(CsvText.Of(Encoding.UTF8.GetBytes("6.101031998080429e+17,x\n")).Rows(10).Single().Cells[0].WasNumber);

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("file_unreadable", Assert.Throws<Refusal>(() => CsvText.Of([0x61, 0x00, 0xFF, 0xFF, 0x80])).Code);

    private static byte[] Bytes(string name, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return name switch
        {
            "utf-8-bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
            _ => Encoding.GetEncoding(name).GetBytes(text),
        };
    }

    private sealed class RowComparer : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? x, string[]? y) => x!.SequenceEqual(y!);
        public int GetHashCode(string[] row) => row.Length;
    }
}
