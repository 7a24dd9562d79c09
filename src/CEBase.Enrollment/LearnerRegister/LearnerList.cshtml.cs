using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.LearnerRegister;

/// <summary>A line of the list of learners.</summary>
internal sealed record LearnerRow
{
    internal const string Select = """
        SELECT l.id, l.name, l.sex, l.number_masked, l.employer, l.title, l.title_level, l.phone, CASE WHEN l.account_id IS NULL THEN 0 ELSE 1 END AS has_account,
          (SELECT count(*) FROM enrolment e WHERE e.learner_id = l.id AND e.state = @Admitted) AS classes
        FROM learner l
        """;

    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Sex { get; init; } = "";
    public string NumberMasked { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Title { get; init; } = "";
    public string TitleLevel { get; init; } = "";
    public string? Phone { get; init; }
    public bool HasAccount { get; init; }
    public int Classes { get; init; }
}

/// <summary>学员: everybody who ever took or applied for a class.</summary>
[RequirePermission(Permissions.ViewLearners)]
internal sealed class LearnerListModel(ListServices services, LearnerSearch search) : ListPage<LearnerRow>(services)
{
    protected override ListQuery<LearnerRow> Describe()
    {
        var (condition, values) = search.ConditionOf(Request.Query["q"]);
        values["Admitted"] = EnrolmentStates.Admitted;
        return new ListQuery<LearnerRow>("学员", LearnerRow.Select, "l.name, l.id")
        {
            Values = values,
            Search = new ListSearch("姓名、单位、手机号末几位或完整证件号码") { Sql = condition },
            Filters =
            [
                ListFilter.Choice("level", "职称级别", "l.title_level", TitleLevels.Options),
                new ListFilter("account", "账号", "1 = 1") { Options = [new("yes", "已注册账号", "l.account_id IS NOT NULL"), new("no", "只在名册中", "l.account_id IS NULL")] },
            ],
            Columns =
            [
                new("姓名", r => r.Name) { Sort = ("name", "l.name"), Link = r => EnrollmentAddresses.Learner(r.Id), Place = CellPlace.Head },
                new("性别", r => Sexes.Label(r.Sex)),
                new("证件号码", r => r.NumberMasked),
                new("工作单位", r => r.Employer) { Sort = ("employer", "l.employer"), IsText = true },
                new("专业技术职务", r => r.Title),
                new("职称级别", r => TitleLevels.Label(r.TitleLevel)),
                new("手机号", r => r.Phone is null ? "" : Masking.Phone(r.Phone)),
                new("账号", r => r.HasAccount ? "已注册" : "只在名册中"),
                new("参加班次", r => r.Classes) { Sort = ("classes", "classes") },
            ],
            Size = 50,
            Unit = "人",
        };
    }
}
