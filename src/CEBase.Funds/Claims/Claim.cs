using CEBase.Funds.Expenses;

namespace CEBase.Funds.Claims;

/// <summary>A claim (报销单): what one person asks the base to pay from one fund.</summary>
internal sealed record Claim
{
    public const string RecordType = "Claim";

    public long Id { get; init; }
    public string Number { get; init; } = "";
    public string State { get; init; } = "";
    public DateTimeOffset StateSince { get; init; }

    /// <summary>Which hand-in this is, from 1.</summary>
    public int Round { get; init; }

    public string Title { get; init; } = "";
    public long FundId { get; init; }
    public string FundName { get; init; } = "";
    public long? ClassId { get; init; }
    public string? ClassNo { get; init; }

    /// <summary>Number of the superior's approval (NPU 19(6)) or of the task document (NPU 19(3)).</summary>
    public string ApprovalPaper { get; init; } = "";

    public Money Total { get; init; }
    public long? ApplicantId { get; init; }
    public string ApplicantName { get; init; } = "";
    public long? SubmittedBy { get; init; }
    public long? UnitApprovedBy { get; init; }
    public long? FinanceApprovedBy { get; init; }

    /// <summary>The finance office's voucher, by which reconciliation finds the payment.</summary>
    public string Voucher { get; init; } = "";

    public DateOnly? PaidOn { get; init; }

    /// <summary>The day of finance's approval, or null before it.</summary>
    public DateOnly? ApprovedOn { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last handed in, by its trace; null for what never was.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }


    /// <summary>It lies at somebody's desk.</summary>
    public bool IsWaiting => State is ClaimStates.Checked or ClaimStates.UnitApproved or ClaimStates.Approved or ClaimStates.Handed;

    public bool IsOpen => State is ClaimStates.Draft or ClaimStates.Returned;
}

/// <summary>A paper of a claim.</summary>
internal sealed record ClaimFile
{
    public long Id { get; init; }
    public string Hash { get; init; } = "";
    public string FileName { get; init; } = "";
    public string Label { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
}

/// <summary>Words of claims.</summary>
internal static class ClaimWords
{
    /// <summary>Words of acts that are no steps.</summary>
    public static IReadOnlyDictionary<string, string> Acts { get; } = new Dictionary<string, string> { ["create"] = "填报", ["edit"] = "修改", ["recipe"] = "由配方建立" };
}
