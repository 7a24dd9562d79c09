using CEBase.Instructors.Imports;
using CEBase.Instructors.Registry;

namespace CEBase.Tests.Instructors;

/// <summary>Sheets of instructors as they really arrive.</summary>
public sealed class InstructorImportTests
{
    private const string Dirty = """
        国家级继续教育基地授课教师名单,,,,,,,,,,
        编号,姓名,类别,工作单位,学历,学位,专业技术职务（职称）,工作年限,专业领域,学术带头人或骨干说明
        J01,严 志远,本校,某大学,博士研究生,博士,教授（博导）,２０年,航空,学科带头人
        J02,方静宜,外聘,某公司,大学本科,学士,高级工程师（机械）,15,制造,技术骨干
        J03,罗承业,外聘,某公司,大专,,高级技师,30年,制造,全国技术能手
        J04,贺明哲,兼职,某所,本科,硕士（单证）,工程师,12年,电子,骨干
        J05,段雨桐,本校,某大学,研究生(硕士),,讲师,,管理,骨干
        J06,柳怀瑾,本校,某大学,硕士研究生,硕士,助理研究员,8,管理,无
        J07,秦素华,本校,某大学,研究生班,,讲师,10,管理,骨干
        J08,向知行,外聘,某院,本科,学士,教授级高工,二十年,材料,首席专家
        J09,鲁安民,外聘,某院,本科,,"工程师、高级技师",9,材料,骨干
        ,温若兰,校内,某大学,硕士,,讲师,6年,海洋,教学骨干
        J11,江望舒,本校,某大学,硕士研究生肄业,,讲师,6年,海洋,教学骨干
        J12,汤继川,外聘,某公司,本科,学士,总工程师,26年,海洋,负责人
        合计,12人,,,,,,,,
        """;

    private static Task<ImportResult> ImportAsync(Bench bench, string csv, bool dryRun = false) => bench.RunAsync<ImportRunner, ImportResult>(runner =>
        runner.RunAsync(InstructorImport.Name, InstructorImport.Target, new MemoryStream(Encoding.UTF8.GetBytes(csv)), "名单.csv", dryRun, SystemUser.Instance));

    private static async Task<string[]> VerdictsAsync(Bench bench, string csv)
    {
        var file = Path.GetTempFileName();
        var output = file + ".csv";
        try
        {
            await File.WriteAllTextAsync(file, csv);
            File.Move(file, file += ".sheet.csv");
            var verb = new ImportInstructorsVerb();
            var command = new System.CommandLine.Command("instructors");
            verb.Configure(command);
            await using var scope = bench.Services.CreateAsyncScope();
            await verb.RunAsync(command.Parse([file, "--dry-run", "--out", output]), scope.ServiceProvider, default);
            return (await File.ReadAllTextAsync(output)).TrimEnd('\n').Split('\n');
        }
        finally
        {
            File.Delete(file);
            File.Delete(output);
        }
    }

    [Fact]
    public async Task Every_row_gets_its_line_with_code_level_and_verdict_in_order()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var lines = await VerdictsAsync(bench, Dirty);
        Assert.Equal("id,name,education_code,title_level,verdict,articles,message", lines[0]);
        Assert.Equal(
        [
            "J01,严志远,11,full-senior,qualified,NPU:13",
            "J02,方静宜,21,associate-senior,qualified,NPU:13",
            "J03,罗承业,31,none,unqualified,NPU:13",
            "J04,贺明哲,21,intermediate,review,NPU:13",
            "J05,段雨桐,14,intermediate,review,NPU:13",
            "J06,柳怀瑾,14,intermediate,review,NPU:13",
            "J07,秦素华,17,intermediate,unqualified,NPU:13",
            "J08,向知行,21,full-senior,qualified,NPU:13",
            "J09,鲁安民,21,intermediate,unqualified,NPU:13",
            "12,温若兰,14,intermediate,qualified,NPU:13",
            "J11,江望舒,16,intermediate,unqualified,NPU:13",
            "J12,汤继川,21,none,unqualified,NPU:13",
        ], lines.Skip(1).Select(l => string.Join(',', l.Split(',').Take(6))));
        Assert.Contains("背景调查", lines[2]);
        Assert.DoesNotContain("背景调查", lines[1]);
        Assert.Contains("单证", lines[4]);
        Assert.Equal(0, await CountAsync(bench));
    }

    [Theory, BothDatabases]
    public async Task The_same_sheet_twice_writes_once_and_a_changed_cell_updates(DatabaseKind kind)
    {
        await using var bench = await Bench.WithRecipesAsync(kind, "npu");
        var first = await ImportAsync(bench, Dirty);
        var second = await ImportAsync(bench, Dirty);
        Assert.Equal((12, 0, 12), (first.Written, first.Unchanged, first.Details["created"]));
        Assert.Equal((0, 12, 12L), (second.Written, second.Unchanged, await CountAsync(bench)));

        var third = await ImportAsync(bench, Dirty.Replace("某大学,研究生班,,讲师", "某大学,硕士研究生,硕士,副教授"));
        Assert.Equal((1, 1, 12L), (third.Written, third.Details["updated"], await CountAsync(bench)));
        var level = await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT title_level FROM instructor WHERE name = '秦素华'"));
        Assert.Equal("AssociateSenior", level);
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_blank_cells_erase_nothing()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        await ImportAsync(bench, Dirty, dryRun: true);
        Assert.Equal(0, await CountAsync(bench));
        await ImportAsync(bench, Dirty);
        var before = await OfAsync(bench, "方静宜");
        await ImportAsync(bench, "编号,姓名,学历,职称\nJ02,方静宜,,\n");
        Assert.Equal(before, await OfAsync(bench, "方静宜"));
    }

    [Fact]
    public async Task Another_sheet_that_counts_from_one_does_not_overwrite_the_first()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        await ImportAsync(bench, "编号,姓名,单位\n1,严志远,甲\n2,方静宜,甲\n");
        await ImportAsync(bench, "编号,姓名,单位\n1,罗承业,乙\n2,方静宜,甲\n");
        Assert.Equal(3, await CountAsync(bench));
        await ImportAsync(bench, "编号,姓名,单位\nT001,罗承业,乙\n");
        Assert.Equal("严志远", await bench.Database.ReadAsync(s => s.ScalarAsync<string>("SELECT name FROM instructor WHERE number = 'T001'")));
    }

    [Fact]
    public async Task Rows_without_a_name_and_rows_that_come_twice_are_given_back()
    {
        await using var bench = await Bench.WithRecipesAsync(DatabaseKind.Sqlite, "npu");
        var result = await ImportAsync(bench, "编号,姓名,学历,单位\n1,,硕士研究生,甲\n2,方静宜,硕士研究生,甲\n2,方静宜,硕士研究生,甲\n");
        Assert.Equal(["name_missing", "duplicate_in_file"], result.BadRows.Select(r => r.Problem.Code));
        Assert.Equal(1, result.Written);
    }

    private static Task<long> CountAsync(Bench bench) => bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT count(*) FROM instructor"));

    private static async Task<Instructor> OfAsync(Bench bench, string name) => (await bench.Database.ReadAsync(s => s.FirstAsync<Instructor>($"{InstructorRepository.Select} WHERE name = @name", new { name })))!;
}
