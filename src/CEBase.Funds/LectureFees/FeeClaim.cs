using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>A line of a payment list as a line of the claim made from it, which the rules of claims judge.</summary>
internal static class FeeClaim
{
    /// <summary>What the quantity of one counts.</summary>
    private static string Unit(LineKind kind, FeeLine line) => kind switch
    {
        LineKind.Labour => "项",
        LineKind.Consultation when line.ByCorrespondence => "次",
        LineKind.Consultation when line.HalfDay == HalfDay.Whole => "天",
        _ => "半天",
    };

    public static LineMeasures Measures(FeeLine line) => new()
    {
        Hours = line.Hours, NetAmount = line.IsInHouse ? Money.Zero : line.Net, IsExpert = line.IsExpert, ExpertReason = line.ExpertReason, ByCorrespondence = line.ByCorrespondence,
    };

    /// <summary>As the rules read it.</summary>
    public static ClaimLine LineOf(LineKind kind, FeeLine line) => new()
    {
        Id = line.Id, Kind = kind, Description = line.Note, Payee = line.Name, IsOwnStaff = line.IsInHouse, Quantity = 100, Unit = Unit(kind, line), UnitPrice = line.Gross, Amount = line.Gross,
        FromDay = line.Day, UntilDay = line.UntilDay, HalfDay = line.HalfDay,
    };

    /// <summary>As the claim takes it.</summary>
    public static LineDetails DetailsOf(FeeList list, long fundLineId, FeeLine line) => new()
    {
        FundLineId = fundLineId, Kind = list.Kind, Description = list.Kind == LineKind.Lecture ? $"《{list.ClassName}》讲课费" : $"{line.Note}（{list.Kind.Label()}）", Payee = line.Name, IsOwnStaff = line.IsInHouse,
        Quantity = "1", Unit = Unit(list.Kind, line), UnitPrice = line.Gross.ToString(), Amount = line.Gross.ToString(), FromDay = line.Day, UntilDay = line.UntilDay, HalfDay = line.HalfDay,
        ClassNo = list.ClassNo, Task = list.Task, Measures = Measures(line),
    };
}
