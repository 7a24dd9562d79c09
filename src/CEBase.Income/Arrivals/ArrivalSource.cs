using CEBase.Income.Bills;
using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

/// <summary>Transfers come from lines of the account, and the money of a reversed receipt waits again on its line.</summary>
internal sealed class ArrivalSource(ArrivalRepository arrivals, TimeProvider clock) : IReceiptSource
{
    public PaymentMeans Means => PaymentMeans.Transfer;

    public async Task ReopenAsync(StepContext step, Receipt receipt)
    {
        var db = step.Db;
        // A receipt from before lines were kept gets its line now, so that its money is in sight again.
        var id = receipt.ArrivalId ?? await arrivals.OfKeyAsync(db, receipt.OutsideNo) ?? (await arrivals.InsertAsync(db,
            new Arrival { OutsideNo = receipt.OutsideNo, Amount = receipt.Amount, Used = receipt.Amount, PaidOn = receipt.PaidOn, PayerName = receipt.PayerName }, step.User, clock.GetUtcNow()))!.Value;
        await arrivals.LockAsync(db, id);
        await arrivals.NoteAsync(db, id, $"{receipt.Number} 已冲正");
        await arrivals.UseAsync(db, id, -receipt.Amount);
        await step.Engine.TakeOrRefuseAsync(db, Arrival.RecordType, id, ArrivalWorkflow.Release, $"{receipt.Number} 已冲正，{receipt.Amount} 元待认领。");
    }
}
