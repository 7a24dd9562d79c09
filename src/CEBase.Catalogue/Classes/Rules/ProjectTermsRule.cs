namespace CEBase.Catalogue.Classes.Rules;

/// <summary>The class is what was approved: name, days and fee exactly, the rest unless there is a reason.</summary>
[RestsOn("BJTU:5", "BJTU:6(a)", How = "开放报名和开班前，班名、班期、收费、人数、对象等逐项与立项核对，不一致的逐条列出")]
internal static class ProjectTermsRule
{
    public const string Name = "terms.name";
    public const string Dates = "terms.dates";
    public const string Fee = "terms.fee";
    public const string Seats = "terms.seats";
    public const string Audience = "terms.audience";
    public const string Hours = "terms.hours";
    public const string Funding = "terms.funding";
    public const string Kind = "terms.kind";

    public static IEnumerable<Finding> Check(ClassDetails c, ProjectCard p)
    {
        if (c.Name.Trim() != p.Name.Trim())
        {
            yield return Block(Name, "班名", $"“{c.Name}”", $"“{p.Name}”");
        }
        if (c.StartsOn != p.StartsOn || c.EndsOn != p.EndsOn)
        {
            yield return Block(Dates, "班期", $" {c.StartsOn.InTable()} 至 {c.EndsOn.InTable()}", $" {p.StartsOn.InTable()} 至 {p.EndsOn.InTable()}");
        }
        if (c.Fee != p.Fee)
        {
            yield return Block(Fee, "每人收费", $" {c.Fee} 元", $" {p.Fee} 元");
        }
        if (c.Capacity > p.Headcount)
        {
            yield return Review(Seats, "座位", $" {c.Capacity} 席", $" {p.Headcount} 人");
        }
        if (c.Audience.Trim() != p.Audience.Trim())
        {
            yield return Review(Audience, "面向", Said(c.Audience), Said(p.Audience));
        }
        if (c.Hours != p.Hours)
        {
            yield return Review(Hours, "学时", $" {c.Hours}", $" {p.Hours}");
        }
        if (c.Funding != p.Funding)
        {
            yield return Review(Funding, "经费方式", c.Funding.Label(), p.Funding.Label());
        }
        if (c.Form != p.Form || c.Task != p.Task)
        {
            yield return Review(Kind, "形式与任务", Kinds(c.Form, c.Task), Kinds(p.Form, p.Task));
        }
    }

    private static Finding Block(string rule, string what, string mine, string approved) =>
        Finding.Block(rule, $"{what}是{mine}，立项批准的是{approved}。请改成一致，或改动立项重新报批。", "BJTU:5", "BJTU:6(a)");

    private static Finding Review(string rule, string what, string mine, string approved) =>
        Finding.Review(rule, $"{what}是{mine}，立项批准的是{approved}，请改成一致，或说明原因。", "BJTU:5", "BJTU:6(a)");

    private static string Said(string text) => string.IsNullOrWhiteSpace(text) ? "空的" : $"“{text.Trim()}”";

    private static string Kinds(string form, string task) => $"{ProjectWords.Forms.LabelOf(form)}、{ProjectWords.Tasks.LabelOf(task)}";
}
