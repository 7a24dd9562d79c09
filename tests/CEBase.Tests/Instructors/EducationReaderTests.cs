using CEBase.Instructors;
using CEBase.Instructors.Imports;

namespace CEBase.Tests.Instructors;

public sealed class EducationReaderTests
{
    [Theory]
    [InlineData("硕士研究生", "", "14", "3")]
    [InlineData("研究生", "硕士", "14", "3")]
    [InlineData("研究生", "", "14", "")]
    [InlineData("研究生(硕士)", "", "14", "3")]
    [InlineData("研究生（博士）", "", "11", "2")]
    [InlineData("研究生/博士", "", "11", "2")]
    [InlineData("研究生", "工学博士", "11", "2")]
    [InlineData("博士研究生", "博士", "11", "2")]
    [InlineData("硕士研究生毕业", "工学硕士", "14", "3")]
    [InlineData("非全日制硕士研究生", "硕士", "14", "3")]
    [InlineData("硕士", "", "14", "3")]
    [InlineData("博士", "", "11", "2")]
    [InlineData("博士后", "", "11", "2")]
    [InlineData("大学本科", "学士", "21", "4")]
    [InlineData("本科/学士", "", "21", "4")]
    [InlineData("本科/硕士", "", "21", "3")]
    [InlineData("大学本科（硕士学位）", "", "21", "3")]
    [InlineData("本科", "硕士", "21", "3")]
    [InlineData("大学", "", "21", "")]
    [InlineData("大学专科", "", "31", "")]
    [InlineData("大专", "", "31", "")]
    [InlineData("专升本", "", "21", "")]
    [InlineData("中专", "", "40", "")]
    [InlineData("高中", "", "60", "")]
    [InlineData("研究生班", "", "17", "")]
    [InlineData("研究生班结业", "", "18", "")]
    [InlineData("研究生课程班", "硕士", "17", "3")]
    [InlineData("硕士研究生结业", "", "15", "")]
    [InlineData("硕士研究生肄业", "", "16", "")]
    [InlineData("博士研究生肄业", "硕士", "13", "3")]
    [InlineData("硕士结业", "", "15", "")]
    [InlineData("在职硕士", "", "", "3")]
    [InlineData("在职研究生", "硕士", "", "3")]
    [InlineData("硕士（单证）", "", "", "3")]
    [InlineData("硕士", "硕士（单证）", "", "3")]
    [InlineData("非全日制硕士（单证）", "", "", "3")]
    [InlineData("同等学力硕士", "", "", "3")]
    [InlineData("本科（在职硕士）", "", "21", "3")]
    [InlineData("本科", "硕士（同等学力）", "21", "3")]
    [InlineData("在职研究生（双证）", "硕士", "14", "3")]
    [InlineData("硕士学位", "", "", "3")]
    [InlineData("MBA", "", "", "3")]
    [InlineData("", "硕士", "", "3")]
    [InlineData("博士在读", "", "", "")]
    [InlineData("硕士在读", "", "", "")]
    [InlineData("硕士、博士在读", "", "14", "3")]
    [InlineData("本科、硕士在读", "", "21", "")]
    [InlineData("党校研究生", "", "", "")]
    [InlineData("党校研究生、本科", "", "21", "")]
    [InlineData("  硕 士 研 究 生 ", "", "14", "3")]
    [InlineData("", "", "", "")]
    [InlineData("无", "无", "", "")]
    public void Education_and_degree_are_told_apart(string cell, string column, string education, string degree)
    {
        var reading = EducationReader.Read(cell, column);
        Assert.Equal((education, degree), (reading.Education, reading.Degree));
    }

    [Theory]
    [InlineData("党校研究生", true)]
    [InlineData("博士在读", true)]
    [InlineData("硕士在读", false)]
    [InlineData("", false)]
    public void What_is_written_and_can_not_be_read_is_told_from_what_is_not_written(string cell, bool unclear) =>
        Assert.Equal(unclear, EducationReader.Read(cell, "").IsUnclear);

    [Fact]
    public void A_bare_word_of_a_degree_is_read_as_the_education_it_stands_for_and_says_so()
    {
        Assert.Contains("按硕士研究生认定", Assert.Single(EducationReader.Read("硕士", "").Remarks));
        Assert.Empty(EducationReader.Read("硕士研究生", "硕士").Remarks);
        Assert.Contains("单证", Assert.Single(EducationReader.Read("在职硕士", "").Remarks));
    }

    [Theory]
    [InlineData("20年", 20)]
    [InlineData("２０年", 20)]
    [InlineData("20", 20)]
    [InlineData("约15年", 15)]
    [InlineData("10年以上", 10)]
    [InlineData("二十年", 20)]
    [InlineData("十五年", 15)]
    [InlineData("十年", 10)]
    [InlineData("三年半", 3)]
    [InlineData("二十余年", 20)]
    [InlineData("12.5", 12)]
    [InlineData("2006年至今", 20)]
    [InlineData("自1998年", 28)]
    [InlineData("", null)]
    [InlineData("多年", null)]
    [InlineData("不详", null)]
    public void Years_are_read_as_people_write_them(string cell, int? years) => Assert.Equal(years, CellReaders.Years(cell, new DateOnly(2026, 3, 16)));

    [Theory]
    [InlineData("学科带头人", Standing.Leader)]
    [InlineData("省级教学团队负责人", Standing.Leader)]
    [InlineData("专业骨干", Standing.Backbone)]
    [InlineData("主持国家基金三项", Standing.Backbone)]
    [InlineData("是", Standing.Backbone)]
    [InlineData("否", Standing.NotStated)]
    [InlineData("无", Standing.NotStated)]
    [InlineData("—", Standing.NotStated)]
    [InlineData("普通教师", Standing.NotStated)]
    [InlineData("", Standing.NotStated)]
    public void Standing_is_stated_or_not(string cell, Standing standing)
    {
        var read = CellReaders.StandingOf(cell);
        Assert.Equal((standing, standing == Standing.NotStated), (read.Standing, read.Reason.Length == 0));
    }

    [Theory]
    [InlineData("本校", Relation.InHouse)]
    [InlineData("校内专职", Relation.InHouse)]
    [InlineData("兼职", Relation.PartTime)]
    [InlineData("校聘兼职", Relation.PartTime)]
    [InlineData("外聘", Relation.Outside)]
    [InlineData("企业专家", Relation.Outside)]
    [InlineData("甲类", null)]
    public void Relations_are_read(string cell, Relation? relation) => Assert.Equal(relation, CellReaders.RelationOf(cell));
}
