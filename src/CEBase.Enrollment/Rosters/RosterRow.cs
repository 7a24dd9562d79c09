using System.Text.RegularExpressions;
using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Rosters;

/// <summary>A row of a roster read as a person, or the first problem that it has.</summary>
internal sealed partial record RosterRow
{
    public required ImportRow Source { get; init; }
    public string Name { get; private init; } = "";
    public DocumentKind Kind { get; private init; }
    public NumberCheck Check { get; private init; } = new() { Number = "" };
    public string Sex { get; private init; } = Sexes.Unknown;
    public string Phone { get; private init; } = "";
    public RowProblem? Problem { get; private init; }

    /// <summary>Reads a row; the phone is looked at last, after duplicates, so it is kept apart.</summary>
    public static RosterRow Read(ImportRow row, DateOnly today)
    {
        var name = row[RosterColumns.Name].Text.Replace(" ", "");
        if (name.Length == 0)
        {
            return Bad("name_missing", RosterColumns.Name, "没有姓名。请补填后重新导入。");
        }
        var number = row[RosterColumns.Number];
        if (number.WasNumber || Scientific().IsMatch(number.Text))
        {
            return Bad("id_as_number", RosterColumns.Number, "证件号码被表格存成了数值，末几位已经丢失。请把单元格设为文本格式，重新填写完整号码。");
        }
        if (KindOf(row[RosterColumns.Kind].Text) is not { } kind)
        {
            return Bad("document_kind_unknown", RosterColumns.Kind, $"不认识证件类型“{row[RosterColumns.Kind].Text}”。请填写居民身份证、港澳居民来往内地通行证、台湾居民来往大陆通行证、护照或军官证。");
        }
        var check = DocumentCheck.Of(kind, number.Text, today);
        if (!check.IsValid)
        {
            // A birth that doesn't exist is a wrong digit like any other that the check character gives away.
            return Bad(check.Reason is "id_date" ? "id_checksum" : check.Reason!, RosterColumns.Number, check.Sentence!);
        }
        var written = Sexes.Of(row[RosterColumns.Sex].Text);
        var told = Sexes.Of(check);
        if (written != Sexes.Unknown && told != Sexes.Unknown && written != told)
        {
            return Bad("sex_mismatch", RosterColumns.Sex, $"性别填的是{Sexes.Label(written)}，与身份证号第 17 位不符。请对照证件更正性别或号码。");
        }
        return new RosterRow
        {
            Source = row,
            Name = name,
            Kind = kind,
            Check = check,
            Sex = told != Sexes.Unknown ? told : written,
            Phone = Mobile.Check(row[RosterColumns.Phone].Text).Number,
        };

        RosterRow Bad(string code, string column, string sentence) => new() { Source = row, Problem = new RowProblem(code, column, sentence) };
    }

    /// <summary>What is wrong with the phone number, or null.</summary>
    public static RowProblem? PhoneProblem(ImportRow row)
    {
        var check = Mobile.Check(row[RosterColumns.Phone].Text);
        return check.IsValid ? null : new RowProblem(check.Reason!, RosterColumns.Phone, check.Sentence!);
    }

    /// <summary>The kind a word names; an empty cell means the identity card, an unknown word nothing.</summary>
    private static DocumentKind? KindOf(string word) => word.Replace(" ", "") switch
    {
        "" or "居民身份证" or "身份证" or "二代身份证" or "中华人民共和国居民身份证" or "港澳台居民居住证" or "外国人永久居留身份证" => DocumentKind.IdentityCard,
        "港澳居民来往内地通行证" or "港澳通行证" or "回乡证" => DocumentKind.HongKongMacaoPermit,
        "台湾居民来往大陆通行证" or "台胞证" => DocumentKind.TaiwanPermit,
        "护照" or "普通护照" or "因公护照" => DocumentKind.Passport,
        "军官证" or "文职干部证" or "士兵证" => DocumentKind.OfficerCard,
        "其他" or "其他证件" => DocumentKind.Other,
        _ => null,
    };

    [GeneratedRegex(@"^\d(\.\d+)?[eE]\+?\d+$")]
    private static partial Regex Scientific();
}

/// <summary>Columns of a roster.</summary>
internal static class RosterColumns
{
    public const string Name = "name";
    public const string Sex = "sex";
    public const string Kind = "document_kind";
    public const string Number = "number";
    public const string Employer = "employer";
    public const string Title = "title";
    public const string Level = "title_level";
    public const string Education = "education";
    public const string Phone = "phone";
    public const string Email = "email";

    public static readonly IReadOnlyList<ImportColumn> All =
    [
        new("serial", "序号", false, "编号", "No", "No."),
        new(Name, "姓名", true, "学员姓名", "参训人员", "人员姓名", "名字"),
        new(Sex, "性别", false, "男/女"),
        new(Kind, "证件类型", false, "证件种类", "身份证件类型", "证件名称"),
        new(Number, "证件号码", true, "身份证号", "身份证号码", "证件号", "身份证", "身份证件号码", "公民身份号码"),
        new(Employer, "工作单位", false, "单位", "单位名称", "所在单位", "单位全称", "选派单位"),
        new(Title, "专业技术职务", false, "职称", "专业技术职称", "技术职称", "职称名称", "专业技术资格"),
        new(Level, "职称级别", false, "职称等级", "级别", "职称层次"),
        new(Education, "学历", false, "最高学历", "文化程度", "学历层次"),
        new(Phone, "手机号", true, "联系电话", "手机", "手机号码", "电话", "联系方式", "移动电话"),
        new(Email, "邮箱", false, "电子邮箱", "电子邮件", "E-mail", "Email", "邮件地址"),
    ];
}
