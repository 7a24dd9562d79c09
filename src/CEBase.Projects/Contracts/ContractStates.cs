namespace CEBase.Projects.Contracts;

/// <summary>States of a contract, as stored.</summary>
internal static class ContractStates
{
    public const string RecordType = "Contract";
    public const string Draft = "draft";
    public const string OfficeCheck = "office-check";
    public const string Cleared = "cleared";
    public const string Signed = "signed";
    public const string Performed = "performed";
    public const string Ended = "ended";
    public const string Cancelled = "cancelled";
}
