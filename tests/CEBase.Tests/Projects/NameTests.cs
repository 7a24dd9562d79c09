using CEBase.Projects;
using CEBase.Projects.Names;

namespace CEBase.Tests.Projects;

public sealed class NameTests
{
    private static async Task<string[]> FoundAsync(Bench bench, string name, NameUse use = NameUse.Project, bool isOpen = true)
    {
        var findings = await bench.RunAsync<INameCheck, IReadOnlyList<Finding>>(names => bench.Database.ReadAsync(s => names.CheckAsync(s, name, use, isOpen)));
        Assert.All(findings, f => Assert.Equal((Severity.Block, NameList.Banned), (f.Severity, f.Rule)));
        return [.. findings.Select(f => f.Sentence.Split('“')[1].Split('”')[0])];
    }

    [Fact]
    public async Task The_list_of_the_recipe_bans_what_the_regulations_ban_and_nothing_harmless()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        foreach (var (name, use, open, found) in new (string, NameUse, bool, string[])[]
        {
            ("航空结构疲劳培训班", NameUse.Project, true, []),
            ("工商管理研究生课程班", NameUse.Project, false, ["研究生"]),
            ("企业总裁研修班", NameUse.Class, true, ["总裁"]),
            ("企业总裁研修班", NameUse.Class, false, []),
            ("领导干部能力提升班", NameUse.Promotion, true, ["领导干部"]),
            ("职业资格考前班", NameUse.Class, false, ["职业资格"]),
            ("中华人民共和国专业人才证书", NameUse.Certificate, false, ["中华人民共和国"]),
            ("全国造价人员证书", NameUse.Certificate, false, ["全国"]),
            ("国家级人才证书", NameUse.Certificate, false, ["国家"]),
            ("国家级专业技术人员继续教育基地结业证书", NameUse.Certificate, false, []),
            ("国家级专业技术人员继续教育基地国家级人才证书", NameUse.Certificate, false, ["国家"]),
            ("飞行器总体设计国家级高级研修班", NameUse.Class, false, []),
            ("中国近代史专题班", NameUse.Class, true, []),
            ("中国造价师班", NameUse.Class, true, ["中国"]),
            ("国家标准与中国标准宣贯班", NameUse.Class, true, ["中国"]),
            ("防火墙与包过滤技术班", NameUse.Class, true, []),
            ("考试包过班", NameUse.Class, false, ["包过"]),
        })
        {
            Assert.Equal((name, string.Join('、', found)), (name, string.Join('、', await FoundAsync(bench, name, use, open))));
        }
    }

    [Theory]
    [InlineData("总 裁 班")]
    [InlineData("总　裁班")]
    [InlineData("总·裁班")]
    [InlineData("总，裁班")]
    [InlineData("总。裁班")]
    [InlineData("总-裁_班")]
    [InlineData("总\u200b裁班")]
    [InlineData("总(裁)班")]
    public void Spaces_and_signs_between_characters_hide_no_word(string name) =>
        Assert.Single(NameScan.Find(name, [new BannedWord { Word = "总裁" }], [], bySentence: false));

    [Theory]
    [InlineData("ＥＭＢＡ班")]
    [InlineData("e m b a 班")]
    [InlineData("Emba班")]
    public void Full_width_letters_and_case_hide_no_word(string name) => Assert.Single(NameScan.Find(name, [new BannedWord { Word = "EMBA" }], [], bySentence: false));

    [Fact]
    public void In_running_text_a_word_does_not_reach_over_the_end_of_a_sentence()
    {
        var words = new[] { new BannedWord { Word = "领袖" } };
        Assert.Empty(NameScan.Find("由专家引领。袖珍设备现场演示", words, [], bySentence: true));
        Assert.Single(NameScan.Find("培养行业 领-袖。", words, [], bySentence: true));
    }

    [Fact]
    public void A_phrase_excuses_only_what_lies_inside_it_and_the_longest_one_counts()
    {
        var words = new[] { new BannedWord { Word = "国家" }, new BannedWord { Word = "国家级专家" } };
        var phrases = new[] { new AllowedPhrase { Phrase = "国家级" }, new AllowedPhrase { Phrase = "国家级专家库" } };
        Assert.Empty(NameScan.Find("国家级专家库建设班", words, phrases, false));
        Assert.Equal(["国家级专家"], NameScan.Find("国家级专家班", words, phrases, false).Select(w => w.Word));
        Assert.Equal(["国家"], NameScan.Find("国家与国家级", words, phrases, false).Select(w => w.Word));
    }
}
