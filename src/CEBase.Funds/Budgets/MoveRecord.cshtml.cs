using CEBase.Funds.Ledger;

namespace CEBase.Funds.Budgets;

/// <summary>A transfer, carry-over or reversal.</summary>
[RequirePermission(Permissions.View)]
internal sealed class MoveRecordModel(RecordServices services) : RecordPage<FundMove>(services, FundMove.RecordType)
{
    [FromRoute] public string No { get; set; } = "";

    /// <summary>The line that the money leaves and the one that it goes to; none for a reversal.</summary>
    public IReadOnlyList<(string Label, FundLine Line)> Lines { get; private set; } = [];

    protected override string NotFoundSentence => $"没有编号为 {No} 的申请。";

    protected override Task<long?> FindIdAsync(DbScope db) => FundMoveRepository.FindIdAsync(db, No);

    protected override Task<FundMove?> ReadAsync(DbScope db, long id) => FundMoveRepository.FindAsync(db, id);

    protected override async Task LoadMoreAsync(DbScope db)
    {
        if (Record is { FromLine: { } from, ToLine: { } to })
        {
            Lines = [("转出科目", (await FundLineRepository.FindAsync(db, from))!), ("转入科目", (await FundLineRepository.FindAsync(db, to))!)];
        }
    }
}
