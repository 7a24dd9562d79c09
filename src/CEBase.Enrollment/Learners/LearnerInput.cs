namespace CEBase.Enrollment.Learners;

/// <summary>What learners leave in the trace.</summary>
internal static class LearnerTraces
{
    public const string RecordType = "Learner";
    public const string Registered = "registered";
    public const string Claimed = "claimed";
    public const string Changed = "changed";
    public const string Revealed = "number_revealed";
    public const string Exported = "data_exported";
    public const string Restricted = "restricted";

    public static readonly string[] Acts = [Registered, Claimed, Changed, Revealed, Exported, Restricted];

    public static string Label(string step) => step switch
    {
        Registered => "注册",
        Claimed => "认领名册资料并注册",
        Changed => "修改资料",
        Revealed => "查看完整证件号码",
        Exported => "下载本人数据",
        Restricted => "申请限制处理",
        _ => step,
    };
}

/// <summary>Reads what a learner or a staff member writes about work and contact.</summary>
internal static class LearnerInput
{
    private const int MaxText = 100;

    /// <summary>The learner with what was written about work.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>too_long</c>, <c>credit_code_…</c>.</exception>
    public static Learner Onto(Learner learner, string? employer, string? creditCode, string? title, string? level, string? education, ITitleTable titles)
    {
        var unit = Bounded(employer, "Employer", "工作单位");
        if (unit.Length == 0)
        {
            throw new Refusal("required", "请填写工作单位全称；没有单位的填“无”。") { Field = "Employer" };
        }
        string? code = null;
        if (!string.IsNullOrWhiteSpace(creditCode))
        {
            var check = CreditCode.Check(creditCode);
            code = check.IsValid ? check.Number : throw new Refusal(check.Reason!, check.Sentence!) { Field = "CreditCode" };
        }
        var post = Bounded(title, "Title", "专业技术职务");
        return learner with
        {
            Employer = unit,
            EmployerKey = Employers.Key(unit),
            CreditCode = code,
            Title = post,
            TitleLevel = TitleLevels.Options.Any(l => l.Value == level) ? level! : TitleLevels.Of("", post, titles),
            Education = Bounded(education, "Education", "学历"),
        };
    }

    /// <summary>Phone and e-mail, normalised; at least one.</summary>
    public static (string? Phone, string? Email) ReadContact(string? phone, string? email)
    {
        string? number = null, address = null;
        if (!string.IsNullOrWhiteSpace(phone))
        {
            var check = Mobile.Check(phone);
            number = check.IsValid ? check.Number : throw new Refusal(check.Reason!, check.Sentence!) { Field = "Phone" };
        }
        if (!string.IsNullOrWhiteSpace(email))
        {
            address = TextFold.Of(email, Keep.Words).ToLowerInvariant();
            if (address.Length > MaxText || address.IndexOf('@') is <= 0 || address.Contains(' ') || address.EndsWith('@'))
            {
                throw new Refusal("email_format", "邮箱应形如 name@example.com，请更正。") { Field = "Email" };
            }
        }
        return number is null && address is null
            ? throw new Refusal("required", "手机号和邮箱至少填一项，便于通知您。") { Field = "Phone" }
            : (number, address);
    }

    private static string Bounded(string? typed, string field, string label)
    {
        var text = TextFold.Of(typed, Keep.Words);
        return text.Length <= MaxText ? text : throw new Refusal("too_long", $"{label}最多 {MaxText} 个字，请缩短。") { Field = field };
    }
}
