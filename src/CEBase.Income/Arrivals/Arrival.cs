namespace CEBase.Income.Arrivals;

/// <summary>A line of the school's account.</summary>
internal sealed record Arrival
{
    public const string RecordType = "Arrival";

    public long Id { get; init; }

    /// <summary>The bank's number of the line.</summary>
    public string OutsideNo { get; init; } = "";

    public Money Amount { get; init; }

    /// <summary>What of it was put to bills.</summary>
    public Money Used { get; init; }

    /// <summary>What of it was sent back to its payer.</summary>
    public Money Returned { get; init; }

    /// <summary>What waits for somebody to say where it belongs.</summary>
    public Money Rest => Amount - Used - Returned;

    public DateOnly PaidOn { get; init; }
    public string PayerName { get; init; } = "";
    public string Remark { get; init; } = "";

    /// <summary>waiting, matched or other.</summary>
    public string State { get; init; } = "";

    /// <summary>The bills it pays, by number, as last confirmed; or why it is no fee.</summary>
    public string Note { get; init; } = "";
}
