namespace CEBase.Projects.Promotion;

/// <summary>States of promotion material, as stored.</summary>
internal static class PromotionStates
{
    public const string RecordType = "Promotion";
    public const string Draft = "draft";
    public const string Meeting = "meeting";
    public const string Office = "office";
    public const string Approved = "approved";
    public const string Returned = "returned";
    public const string Withdrawn = "withdrawn";
}
