namespace CEBase.Income.Invoices;

/// <summary>The form of an invoice's header; it has no field for item or amount.</summary>
internal sealed record HeaderInput
{
    /// <summary>Organisation or Person.</summary>
    public string Kind { get; set; } = nameof(HeaderKind.Organisation);

    /// <summary>抬头.</summary>
    public string? Title { get; set; }

    /// <summary>统一社会信用代码.</summary>
    public string? CreditCode { get; set; }

    /// <summary>Where the electronic invoice goes.</summary>
    public string? Email { get; set; }

    /// <summary>Who confirmed it on which paper.</summary>
    public string? Paper { get; set; }

    /// <summary>What was wrong with the one before.</summary>
    public string? Reason { get; set; }

    /// <summary>Further bills of the same payer on the same invoice.</summary>
    public List<long> Bills { get; set; } = [];

    /// <summary>The form's own key.</summary>
    public string? RequestKey { get; set; }

    /// <summary>Where staff write it down, the paper must be named.</summary>
    /// <exception cref="Refusal"><c>required</c>, at the field.</exception>
    internal void DemandPaper() => Field.Check(!string.IsNullOrWhiteSpace(Paper), "required", nameof(Paper), "请写明付款人由谁、以什么书面材料确认了抬头。");

    internal HeaderDetails Details => new(Enum.TryParse<HeaderKind>(Kind, out var kind) ? kind : HeaderKind.Organisation, Title ?? "", CreditCode ?? "", Email ?? "") { Paper = Paper ?? "" };
}

/// <summary>A page with the form of an invoice's header.</summary>
internal interface IHeaderForm
{
    HeaderInput Input { get; }
}
