namespace CEBase.Tests.Web;

/// <summary>The program as a process of its own, as an operator and a script meet it.</summary>
public sealed class CommandLineTests(CommandLineDemo demo) : CommandLineTest(demo)
{
    [Theory]
    [InlineData("roster.xlsx")]
    [InlineData("roster-gbk.csv")]
    public async Task A_roster_as_it_really_arrives_has_exactly_the_expected_outcome(string sample)
    {
        var (exit, result, _) = await RunAsync("import", "roster", Repository.Sample(sample), "--class", await OpenClassAsync(), "--dry-run");

        Assert.Equal(1, exit);
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Sample("expected.json"))).RootElement.GetProperty("roster.xlsx");
        Assert.Equal(expected.GetProperty("accepted").GetInt32(), result.GetProperty("accepted").GetInt32());
        Assert.Equal(Counts(expected.GetProperty("rejected")), Counts(result.GetProperty("rejected")));
    }

    [Fact]
    public async Task The_same_roster_twice_changes_nothing_and_gives_back_the_marked_rows()
    {
        var classNo = await OpenClassAsync();
        var rejects = Path.Combine(Data, "rejects.xlsx");

        var first = await RunAsync("import", "roster", Repository.Sample("roster.xlsx"), "--class", classNo, "--rejects", rejects);
        var before = (await ClassesAsync("open")).First(c => c.GetProperty("classNo").GetString() == classNo);
        var second = await RunAsync("import", "roster", Repository.Sample("roster.xlsx"), "--class", classNo);
        var after = (await ClassesAsync("open")).First(c => c.GetProperty("classNo").GetString() == classNo);

        Assert.Equal((273, 0), (first.Result.GetProperty("written").GetInt32(), first.Result.GetProperty("unchanged").GetInt32()));
        Assert.Equal((0, 273), (second.Result.GetProperty("written").GetInt32(), second.Result.GetProperty("unchanged").GetInt32()));
        Assert.Equal(before.GetRawText(), after.GetRawText());
        Assert.Equal(0, after.GetProperty("seatsLeft").GetInt32());
        Assert.True(new FileInfo(rejects).Length > 1000);
    }

    [Fact]
    public async Task The_trace_of_the_demo_verifies()
    {
        var (exit, result, _) = await RunAsync("trace", "verify");
        Assert.Equal(0, exit);
        Assert.True(result.GetProperty("ok").GetBoolean());
        Assert.True(result.GetProperty("entries").GetInt32() > 0);
    }

    [Fact]
    public async Task Three_open_classes_have_between_60_and_200_seats_left_and_one_is_full_with_people_waiting()
    {
        var open = await ClassesAsync("open");
        Assert.True(open.Count(c => c.GetProperty("seatsLeft").GetInt32() is >= 60 and <= 200) >= 3);
        Assert.Contains(open, c => c.GetProperty("seatsLeft").GetInt32() == 0 && c.GetProperty("waiting").GetInt32() > 0);
    }

    [Fact]
    public async Task Expense_lines_are_checked_from_a_file()
    {
        var file = Path.Combine(Data, "lines.csv");
        var verdicts = Path.Combine(Data, "verdicts.csv");
        await File.WriteAllTextAsync(file, "单号,开支范围,摘要,金额\nA1,19(4),澳门专家来西安授课差旅费,1200\nA2,,取暖补贴,300\nA3,,其他,5\n");

        var (exit, result, _) = await RunAsync("funds", "check", file, "--out", verdicts);

        Assert.Equal(1, exit);
        Assert.Equal((3, 1, 1, 1), (result.GetProperty("lines").GetInt32(), result.GetProperty("allow").GetInt32(), result.GetProperty("review").GetInt32(), result.GetProperty("block").GetInt32()));
        Assert.Contains("A2,block,funds.welfare,NPU:20(1),", await File.ReadAllTextAsync(verdicts));
    }

    [Fact]
    public async Task The_finance_offices_ledger_is_reconciled_with_the_expected_counts()
    {
        var book = Path.Combine(Data, "reconciled.xlsx");

        var (exit, result, _) = await RunAsync("funds", "reconcile", Repository.Sample("finance-ledger.xlsx"), "--claims", Repository.Sample("claims.xlsx"), "--out", book);

        Assert.Equal(1, exit);
        var expected = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.Sample("expected.json"))).RootElement.GetProperty("finance-ledger.xlsx against claims.xlsx");
        Assert.Equal(Counts(expected), Counts(result));
        Assert.True(new FileInfo(book).Length > 5000);
    }

    [Fact]
    public async Task A_list_of_instructors_is_judged_row_by_row_and_a_dry_run_writes_nothing()
    {
        var file = Path.Combine(Data, "teachers.csv");
        var verdicts = Path.Combine(Data, "teachers-out.csv");
        await File.WriteAllTextAsync(file, "编号,姓名,类别,学历,学位,专业技术职务,工作年限,专业领域,学术带头人或骨干说明\nA1,某甲,本校,硕士研究生,硕士,讲师,10,机械,教学骨干\nA2,某乙,外聘,本科,硕士,工程师,10,机械,骨干\nA3,某丙,外聘,大专,,高级技师,30,机械,技能大师\n");

        var (exit, result, _) = await RunAsync("import", "instructors", file, "--dry-run", "--out", verdicts);

        Assert.Equal(1, exit);
        Assert.Equal((3, 1, 1, 1, 0), (result.GetProperty("rows").GetInt32(), result.GetProperty("qualified").GetInt32(), result.GetProperty("review").GetInt32(), result.GetProperty("unqualified").GetInt32(), result.GetProperty("written").GetInt32()));
        var lines = await File.ReadAllLinesAsync(verdicts);
        Assert.Equal("id,name,education_code,title_level,verdict,articles,message", lines[0]);
        Assert.StartsWith("A1,某甲,14,intermediate,qualified,NPU:13,", lines[1]);
        Assert.StartsWith("A2,某乙,21,intermediate,review,NPU:13,", lines[2]);
        Assert.StartsWith("A3,某丙,31,none,unqualified,NPU:13,", lines[3]);
    }

    private static SortedDictionary<string, int> Counts(JsonElement counts) => new(counts.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt32()));
}

/// <summary>What the program can't do.</summary>
public sealed class CommandLineRefusalTests(CommandLineDemo demo) : CommandLineTest(demo)
{
    [Theory]
    [InlineData("import", "roster", "no-such-file.xlsx", "--class", "2026-001")]
    [InlineData("import", "roster", "SAMPLE:expected.json", "--class", "OPEN")]
    [InlineData("import", "roster", "SAMPLE:roster.xlsx", "--class", "1999-999")]
    [InlineData("import", "roster")]
    [InlineData("class", "list", "--state", "sleeping")]
    [InlineData("recipe", "run", "no-such-recipe")]
    [InlineData("no-such-verb")]
    public async Task What_can_not_be_done_is_said_in_a_sentence_with_exit_code_2(params string[] arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = arguments[i] == "OPEN" ? await OpenClassAsync()
                : arguments[i].StartsWith("SAMPLE:", StringComparison.Ordinal) ? Repository.Sample(arguments[i][7..]) : arguments[i];
        }

        var (exit, result, errors) = await RunAsync(arguments);

        Assert.Equal(2, exit);
        Assert.Equal(JsonValueKind.Undefined, result.ValueKind);
        Assert.Contains("。", errors);
        Assert.DoesNotContain("   at ", errors);
        Assert.DoesNotContain("Exception", errors);
    }
}
