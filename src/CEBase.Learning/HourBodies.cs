namespace CEBase.Learning;

/// <summary>A learner's year of hours.</summary>
/// <param name="Year">The year.</param>
/// <param name="Professional">Hours in professional subjects.</param>
/// <param name="Public">Hours in public subjects.</param>
/// <param name="Total">Both.</param>
/// <param name="Rules">How the year stands against each rule, the binding one first.</param>
/// <param name="Entries">Lines of the ledger, reversals included.</param>
public sealed record HoursBody(int Year, decimal Professional, decimal Public, decimal Total, IReadOnlyList<HourRuleBody> Rules, IReadOnlyList<HourEntryBody> Entries);

/// <summary>A rule.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Name">Name.</param>
/// <param name="RequiredTotal">Hours asked for.</param>
/// <param name="RequiredProfessional">Of them professional.</param>
/// <param name="RequiredPublic">Of them public.</param>
/// <param name="Met">All there.</param>
/// <param name="Missing">What is missing, in words; empty when nothing is.</param>
/// <param name="Citation">The article: <c>MOHRSS25:8</c>.</param>
public sealed record HourRuleBody(string Code, string Name, decimal RequiredTotal, decimal RequiredProfessional, decimal RequiredPublic, bool Met, string Missing, string Citation);

/// <summary>A line of the ledger.</summary>
/// <param name="Id">Number.</param>
/// <param name="ClassNo">Class number, or null for hours from elsewhere.</param>
/// <param name="ClassName">Class.</param>
/// <param name="Subject"><c>public</c> or <c>professional</c>.</param>
/// <param name="Day">Day.</param>
/// <param name="Hours">Hours, negative in a reversal.</param>
/// <param name="ReversalOf">The entry it takes back, or null.</param>
/// <param name="Reason">Why it was taken back, or null.</param>
public sealed record HourEntryBody(long Id, string? ClassNo, string ClassName, string Subject, DateOnly Day, decimal Hours, long? ReversalOf, string? Reason);
