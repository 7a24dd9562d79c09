namespace CEBase.Funds;

/// <summary>Addresses of the module's pages.</summary>
internal static class FundsAddresses
{
    public const string Overview = "/console/funds";
    public const string Entries = Overview + "/entries";
    public const string Findings = Overview + "/findings";
    public const string Budgets = Overview + "/budgets";
    public const string Moves = Overview + "/moves";
    public const string Commitments = Overview + "/commitments";
    public const string Claims = Overview + "/claims";
    public const string Fees = Overview + "/lecture-fees";
    public const string Payees = Fees + "/payees";
    public const string Checks = Overview + "/check";
    public const string Standards = Overview + "/standards";
    public const string LodgingCaps = Overview + "/lodging-caps";
    public const string Vocabulary = Overview + "/vocabulary";
    public const string Reconciliation = Overview + "/reconciliation";

    /// <summary>The overview of one fund.</summary>
    public static string Fund(long id) => $"{Overview}?fund={id}";

    public static string Line(long id) => $"{Overview}/lines/{id}";

    public static string Budget(long id) => $"{Budgets}/{id}";

    public static string Move(string no) => $"{Moves}/{no}";

    public static string Commitment(string no) => $"{Commitments}/{no}";

    public static string Claim(string no) => $"{Claims}/{no}";

    public static string FeeList(string no) => $"{Fees}/{no}";

    public static string ClassFees(string classNo) => $"{Class(classNo)}/lecture-fees";

    public static string Settlement(string classNo) => $"{Class(classNo)}/settlement";

    public static string Period(string key) => $"{Reconciliation}/{key}";

    /// <summary>A class, in the catalogue.</summary>
    public static string Class(string classNo) => $"/console/classes/{classNo}";

    /// <summary>A stored file by its hash.</summary>
    public static string File(string hash, string name) => $"/files/{hash}/{Uri.EscapeDataString(name)}";
}
