using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Register;

/// <summary>Reads what other modules show of income.</summary>
internal sealed class IncomeFigures(IncomeQueries queries, ReceivedIncome received) : IIncomeFigures
{
    public async Task<Money> KeptAsync(DbScope db, int? year) => year is null ? await received.TotalAsync(db) : (await received.ByClassAsync(db, year)).Sum(c => c.Kept);

    public async Task<IncomeSums> OfClassAsync(DbScope db, long classId) => (await queries.ListAsync(db, new IncomeFilter { ClassId = classId, Size = 1 })).Sums;

    public async Task<IReadOnlyList<BillInfo>> BillsAsync(DbScope db, long classId) =>
        [.. (await Receivable.OfClassAsync(db, classId)).Select(b => new BillInfo(b.Number, b.PayerName, b.Amount, b.Received, b.Refunded, ReceivableWorkflow.Life.State(b.State).Label))];
}
