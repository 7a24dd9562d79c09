namespace CEBase.Tests.Harness;

/// <summary>Columns of a roster, as a kind of import would declare them.</summary>
public static class RosterColumns
{
    /// <summary>The columns.</summary>
    public static readonly IReadOnlyList<ImportColumn> All =
    [
        new("name", "姓名", true, "学员姓名", "人员姓名"),
        new("sex", "性别", false),
        new("document", "证件类型", false),
        new("number", "证件号码", true, "身份证号", "身份证号码") { IsPersonal = true },
        new("employer", "工作单位", false, "单位"),
        new("title", "专业技术职务", false, "职称"),
        new("phone", "手机号", true, "手机", "联系电话", "电话") { IsPersonal = true },
        new("email", "邮箱", false, "电子邮箱"),
    ];
}
