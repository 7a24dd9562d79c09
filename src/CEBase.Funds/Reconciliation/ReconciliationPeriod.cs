namespace CEBase.Funds.Reconciliation;

/// <summary>A period as kept.</summary>
internal sealed record ReconciliationPeriod
{
    public const string Select = "SELECT id, month AS key, state, ledger_name, claims_name, ledger_hash, claims_hash, window_days, source, with_income, base_signer_id FROM reconciliation_month";

    public long Id { get; init; }
    public string Key { get; init; } = "";
    public string State { get; init; } = "";
    public string LedgerName { get; init; } = "";
    public string ClaimsName { get; init; } = "";
    public string LedgerHash { get; init; } = "";
    public string ClaimsHash { get; init; } = "";
    public int WindowDays { get; init; }
    public ClaimSource Source { get; init; }
    public bool WithIncome { get; init; }
    public long? BaseSignerId { get; init; }

    /// <summary>Its months.</summary>
    public AccountingPeriod Period => AccountingPeriod.OfKey(Key);
}

/// <summary>Which of the two books.</summary>
internal enum Side
{
    /// <summary>The base's.</summary>
    Own,

    /// <summary>The finance office's.</summary>
    Ledger,
}

/// <summary>An entry of one of the books as it was compared.</summary>
internal sealed record PeriodEntry
{
    public long Id { get; init; }
    public Side Side { get; init; }
    public Part Part { get; init; }

    /// <summary>Row in the file, from 1; 0 for what no file holds.</summary>
    public int RowNo { get; init; }

    public DateOnly? Day { get; init; }

    /// <summary>Claim, receipt or refund number; empty for a ledger line.</summary>
    public string Number { get; init; } = "";

    public string Voucher { get; init; } = "";
    public string UseName { get; init; } = "";
    public string Summary { get; init; } = "";
    public Money Amount { get; init; }
    public string EntryKey { get; init; } = "";

    /// <summary>Its match; null for what isn't counted.</summary>
    public int? Position { get; init; }

    /// <summary>Why it isn't compared; empty where it is.</summary>
    public string Aside { get; init; } = "";

    public long? CarriedFrom { get; init; }

    /// <summary>The period it was carried forward from; empty where it wasn't.</summary>
    public string Origin { get; init; } = "";

    private CarriedItem? Carried => CarriedFrom is { } entry ? new CarriedItem(entry, Origin) : null;

    /// <summary>As an entry of our own book.</summary>
    public OwnEntry Own(AccountingPeriod period) => new(RowNo, Number, Day, UseName, Summary, Amount)
    {
        Voucher = Voucher, Key = EntryKey, Carried = Carried, IsOptional = CarriedFrom is null && Day is { } day && !period.Contains(day),
    };

    /// <summary>As a line of the ledger.</summary>
    public BookLine Line() => new(RowNo, Day, Voucher, Summary, Amount) { Key = EntryKey, Carried = Carried };
}

/// <summary>A match as kept, with its entries.</summary>
internal sealed record PeriodMatch
{
    public long Id { get; init; }
    public Part Part { get; init; }
    public int Position { get; init; }

    /// <summary>Stands for its entries, however often the books are compared.</summary>
    public string MatchKey { get; init; } = "";

    public MatchGroup MatchGroup { get; init; }
    public MatchWay Way { get; init; }
    public bool IsConfirmed { get; init; }
    public string Remark { get; init; } = "";
    public string Explanation { get; init; } = "";
    public string ExplainedBy { get; init; } = "";

    /// <summary>Goes on to the next period while it is open.</summary>
    public bool Carries { get; init; }

    public IReadOnlyList<PeriodEntry> Own { get; init; } = [];
    public IReadOnlyList<PeriodEntry> Ledger { get; init; } = [];

    /// <summary>Only proposed and not yet confirmed.</summary>
    public bool IsProposal => Way.IsProposed() && !IsConfirmed;

    /// <summary>The two books differ, which somebody has to explain.</summary>
    public bool IsDifference => MatchGroup is MatchGroup.AmountDiffers or MatchGroup.MissingInLedger or MatchGroup.OnlyInLedger;

    /// <summary>May be paired by hand.</summary>
    public bool IsUnpaired => MatchGroup is MatchGroup.MissingInLedger or MatchGroup.OnlyInLedger;

    /// <summary>As the workbook and the statement read it.</summary>
    public Pairing Pairing(AccountingPeriod period) => new(MatchGroup, Way, [.. Own.Select(e => e.Own(period))], [.. Ledger.Select(e => e.Line())], Remark)
    {
        IsConfirmed = IsConfirmed, Explanation = Explanation,
    };
}

/// <summary>What a person decided on a pair, kept by its entries' keys.</summary>
internal sealed record PeriodDecision
{
    public const string Confirmed = nameof(Confirmed);
    public const string Rejected = nameof(Rejected);
    public const string Paired = nameof(Paired);
    public const string Explained = nameof(Explained);

    public string Kind { get; init; } = "";
    public string OwnKeys { get; init; } = "";
    public string LedgerKeys { get; init; } = "";
    public string Note { get; init; } = "";
    public bool Carries { get; init; }
    public string ByName { get; init; } = "";
}

/// <summary>What stands for an entry and for a match when the same books come again.</summary>
internal static class EntryKeys
{
    private const char Separator = '\n';

    /// <summary>The entries with their keys; twins are told apart by their order.</summary>
    public static IEnumerable<OwnEntry> Keyed(Part part, IEnumerable<OwnEntry> own) =>
        Numbered(own, c => $"{(part == Part.Expense ? 'C' : 'R')}|{ClaimNumbers.Plain(c.Number)}|{c.Day?.InTable()}|{c.Amount.Fen}", (c, key) => c with { Key = key });

    /// <summary>The lines with their keys.</summary>
    public static IEnumerable<BookLine> Keyed(Part part, IEnumerable<BookLine> lines) =>
        Numbered(lines, l => $"{(part == Part.Expense ? 'L' : 'I')}|{l.Day?.InTable()}|{l.Voucher}|{l.Amount.Fen}|{l.Summary.ReplaceLineEndings(" ")}", (l, key) => l with { Key = key });

    /// <summary>What an entry of our own is counted as: once in all signed periods, and once more where it was taken back.</summary>
    public static string Counted(Part part, string number, Money amount) => $"{(part == Part.Expense ? 'C' : 'R')}{ClaimNumbers.Plain(number)}{(amount.Fen < 0 ? "-" : "")}";

    /// <summary>What an item carried forward is counted as.</summary>
    public static string Counted(long carriedFrom) => $"K{carriedFrom}";

    /// <summary>Keys as kept with a decision.</summary>
    public static string Join(IEnumerable<string> keys) => string.Join(Separator, keys.Order(StringComparer.Ordinal));

    /// <summary>Keys as kept.</summary>
    public static IReadOnlyList<string> Split(string keys) => keys.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The key of a match.</summary>
    public static string OfMatch(string own, string ledger) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{own}{Separator}={Separator}{ledger}")))[..20];

    private static IEnumerable<T> Numbered<T>(IEnumerable<T> entries, Func<T, string> keyOf, Func<T, string, T> keyed)
    {
        var seen = new Dictionary<string, int>();
        foreach (var entry in entries)
        {
            var key = keyOf(entry);
            var times = seen[key] = seen.GetValueOrDefault(key) + 1;
            yield return keyed(entry, times == 1 ? key : $"{key}|#{times}");
        }
    }
}
