namespace CEBase.Projects.Drafting;

/// <summary>What the top of every page of a project shows.</summary>
internal sealed record ProjectHeader(string Number, string? ApprovalNo, string Name, string State, string Terms)
{
    public static ProjectHeader Of(Project p) => new(p.Number, p.ApprovalNo, p.Name, p.State, Words(p.UnitName, p.StartsOn, p.EndsOn, p.Headcount, p.Hours));

    public static ProjectHeader Of(ProjectCard p) => new(p.Number, p.ApprovalNo, p.Name, p.State, Words(p.UnitName, p.StartsOn, p.EndsOn, p.Headcount, p.Hours));

    private static string Words(string unit, DateOnly from, DateOnly until, int headcount, StudyHours hours) => $"{unit}，{from.InTable()} 至 {until.InTable()}，{headcount} 人，{hours} 学时";
}
