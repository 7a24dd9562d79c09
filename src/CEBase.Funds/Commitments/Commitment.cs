namespace CEBase.Funds.Commitments;

/// <summary>What binds the money.</summary>
internal enum CommitmentKind
{
    /// <summary>An approved request for an expense (支出申请).</summary>
    Request,

    /// <summary>A signed contract.</summary>
    Contract,
}

/// <summary>A commitment (预占): asked for by one person, approved by another, drawn by claims until it is used up or closed.</summary>
[Platform.Workflows.RestsOn("NPU:19", How = "支出申请和合同在批准时预占预算，报销逐笔冲抵预占，余额关闭时释放")]
[Platform.Workflows.RestsOn("BJTU:37", How = "预占记录采购批准编号或合同编号和文件")]
internal sealed record Commitment
{
    public const string RecordType = "Commitment";

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public CommitmentKind Kind { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }
    public long FundId { get; init; }
    public string FundName { get; init; } = "";
    public long FundLineId { get; init; }
    public string Counterparty { get; init; } = "";
    public string Purpose { get; init; } = "";
    public Money Amount { get; init; }

    /// <summary>In claims that the base has approved.</summary>
    public Money Drawn { get; init; }

    /// <summary>Given back to the budget line when it was closed.</summary>
    public Money Released { get; init; }

    public long? ClassId { get; init; }
    public string? ClassNo { get; init; }
    public string Task { get; init; } = "";

    /// <summary>Number of the contract or of the approval.</summary>
    public string PaperNo { get; init; } = "";

    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public long? AskedBy { get; init; }
    public string AskedByName { get; init; } = "";
    public DateTimeOffset AskedAt { get; init; }

    public bool IsApproved => State == CommitmentWorkflow.Approved;

    /// <summary>What claims may still draw.</summary>
    public Money Left => Amount - Drawn - Released;

    public string Served => ClassNo is not null ? $"{ClassNo} 班" : Task;
}

/// <summary>A draw with its claim.</summary>
internal sealed record CommitmentDraw
{
    public long Id { get; init; }
    public long CommitmentId { get; init; }
    public long ClaimId { get; init; }
    public string ClaimNumber { get; init; } = "";
    public string ClaimState { get; init; } = "";
    public Money Amount { get; init; }
    public DateTimeOffset DrawnAt { get; init; }
    public DateTimeOffset? GivenBackAt { get; init; }
}

/// <summary>Words of commitments.</summary>
internal static class CommitmentWords
{
    public static string Label(this CommitmentKind kind) => kind == CommitmentKind.Contract ? "合同" : "支出申请";
}
