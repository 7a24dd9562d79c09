namespace CEBase.Income.Bills;

/// <summary>Who owes it.</summary>
internal enum PayerKind
{
    /// <summary>A learner of an open class, at the filed price.</summary>
    Learner,

    /// <summary>The client of a commissioned class, by its contract.</summary>
    Client,
}

/// <summary>A bill (缴费通知): what a learner or a client owes the school for one class, resting on a price record or a signed contract.</summary>
internal record Receivable
{
    public const string RecordType = "Receivable";

    public long Id { get; init; }

    /// <summary>YS2026-0001.</summary>
    public string Number { get; init; } = "";

    /// <summary>open, settled, owing (left with a debt) or cancelled.</summary>
    public string State { get; init; } = "";

    public DateTimeOffset StateSince { get; init; }
    public long ClassId { get; init; }
    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";
    public PayerKind PayerKind { get; init; }
    public long? LearnerId { get; init; }
    public long? ContractId { get; init; }
    public string PayerName { get; init; } = "";

    /// <summary>The approved price it was made from; null for a client.</summary>
    public long? PriceId { get; init; }

    /// <summary>Filing number of the price, or number of the contract.</summary>
    public string BasisNo { get; init; } = "";

    /// <summary>What it is for.</summary>
    public string Item { get; init; } = "";

    public int Instalment { get; init; }
    public Money Amount { get; init; }

    /// <summary>What the rule leaves of it once the learner has left; null while the learner stays.</summary>
    public Money? OwedOnLeaving { get; init; }

    /// <summary>What is to be paid of it.</summary>
    public Money Owed => OwedOnLeaving ?? Amount;

    /// <summary>The day on which the learner left, or null.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Sum of its receipts, but for those that were reversed.</summary>
    public Money Received { get; init; }

    /// <summary>Sum of its refunds that were paid out.</summary>
    public Money Refunded { get; init; }

    public DateOnly IssuedOn { get; init; }
    public DateOnly DueOn { get; init; }

    /// <summary>Day of the last reminder, or null.</summary>
    public DateOnly? RemindedOn { get; init; }

    public int Reminders { get; init; }

    /// <summary>The living invoice, or null.</summary>
    public long? InvoiceId { get; init; }

    public int Version { get; init; }

    /// <summary>What is still owed; nothing once it was cancelled.</summary>
    public Money Outstanding => State is ReceivableWorkflow.Open or ReceivableWorkflow.LeftOwing ? Owed - Received : Money.Zero;

    /// <summary>The seat is held, and this is the bill for it.</summary>
    public bool IsLiving => State is ReceivableWorkflow.Open or ReceivableWorkflow.Settled;

    /// <summary>What the school holds of it.</summary>
    public Money Kept => Received - Refunded;

    /// <summary>Days past the due day; zero or less when it isn't late.</summary>
    public int DaysLate(DateOnly today) => Outstanding > Money.Zero ? today.DayNumber - DueOn.DayNumber : 0;
}
