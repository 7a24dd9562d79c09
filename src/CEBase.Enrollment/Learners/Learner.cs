namespace CEBase.Enrollment.Learners;

/// <summary>A learner (学员): one a natural person. Once stored the document number is read masked only; see <see cref="LearnerRepository.NumberAsync"/>.</summary>
internal sealed record Learner
{
    public long Id { get; init; }
    public long? AccountId { get; init; }
    public string Name { get; init; } = "";
    public string Sex { get; init; } = Sexes.Unknown;
    public DateOnly? BirthDate { get; init; }
    public DocumentKind DocumentKind { get; init; }

    public string NumberMasked { get; init; } = "";

    /// <summary>The number of somebody about to be stored or looked for; null in what was read, which has the mask only.</summary>
    public ProtectedNumber? Number
    {
        get;
        init
        {
            field = value;
            NumberMasked = value?.Masked ?? "";
        }
    }

    public string Employer { get; init; } = "";
    public string EmployerKey { get; init; } = "";
    public string? CreditCode { get; init; }
    public string Title { get; init; } = "";
    public string TitleLevel { get; init; } = TitleLevels.None;
    public string Education { get; init; } = "";
    public string? Phone { get; init; }
    public string? Email { get; init; }
    public string Province { get; init; } = "61";
    public string Source { get; init; } = Sources.Portal;
    public DateTimeOffset? RestrictedAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Everything an application needs is there.</summary>
    public bool IsComplete => Name.Length > 0 && (Phone is not null || Email is not null);
}

/// <summary>Sex as stored.</summary>
internal static class Sexes
{
    public const string Male = "male";
    public const string Female = "female";
    public const string Unknown = "unknown";

    /// <summary>As an identity card tells it.</summary>
    public static string Of(NumberCheck check) => (check as IdentityCardCheck)?.Sex switch { Platform.Personal.Sex.Male => Male, Platform.Personal.Sex.Female => Female, _ => Unknown };

    public static string Label(string sex) => sex switch { Male => "男", Female => "女", _ => "未填" };

    /// <summary>From 男, 女; anything else is unknown.</summary>
    public static string Of(string text) => text.Trim() switch { "男" or "男性" or "M" => Male, "女" or "女性" or "F" => Female, _ => Unknown };
}

/// <summary>Where a learner or an enrolment came from.</summary>
internal static class Sources
{
    public const string Portal = "portal";
    public const string Api = "api";
    public const string Staff = "staff";
    public const string Roster = "roster";
    public const string Organisation = "organisation";
    public const string Recipe = "recipe";

    public static string Label(string source) => source switch
    {
        Portal => "网上报名",
        Api => "接口报名",
        Staff => "工作人员代报",
        Roster => "名册导入",
        Organisation => "单位报送",
        _ => "初始数据",
    };
}
