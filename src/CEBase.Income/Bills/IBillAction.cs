namespace CEBase.Income.Bills;

/// <summary>What a learner can do about an open bill on its page: 去缴费. Whoever takes payments registers one.</summary>
internal interface IBillAction
{
    /// <summary>The button and where it leads, or null when there is nothing to do.</summary>
    Task<(string Label, string Href)?> ForAsync(DbScope db, Receivable bill);
}
