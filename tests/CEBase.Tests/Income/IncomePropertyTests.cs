using CEBase.Income.Arrivals;
using CEBase.Income.Bills;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;
using FsCheck.Fluent;
using FsCheck;

namespace CEBase.Tests.Income;

/// <summary>Any order of payments, lines of the account, reversals, departures and refunds leaves the sums of every bill and line equal to their rows.</summary>
public sealed class IncomePropertyTests
{
    private sealed record Deed(string Kind, int Bill, int Yuan, int No);

    private static Gen<Deed[]> Deeds => Gen.ArrayOf(
        from kind in Gen.Elements("pay", "pay", "pay", "rest", "again", "arrive", "arrive", "send", "reverse", "reverse", "leave", "ask", "approve", "back", "back")
        from bill in Gen.Choose(0, 3)
        from yuan in Gen.Choose(1, 900)
        from no in Gen.Choose(1, 6)
        select new Deed(kind, bill, yuan, no));

    [Theory, BothDatabases]
    public async Task Received_is_the_sum_of_receipts_and_refunded_never_passes_it(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var run = 0;
        Property.Holds(Deeds, deeds =>
        {
            RunAsync(bench, deeds, ++run).GetAwaiter().GetResult();
            return true;
        }, tries: kind == DatabaseKind.Sqlite ? 25 : 12);
    }

    private static async Task RunAsync(IncomeBench bench, Deed[] deeds, int run)
    {
        var bills = await bench.BillsAsync(4);
        foreach (var deed in deeds)
        {
            try
            {
                await DoAsync(bench, deed, bills[deed.Bill], run);
            }
            catch (Refusal)
            {
                // A refused act changes nothing; the invariants are asked all the same.
            }
        }
        var broken = await bench.BrokenInvariantsAsync();
        if (broken.Count > 0)
        {
            throw new InvalidOperationException(string.Join("; ", broken));
        }
    }

    private static async Task DoAsync(IncomeBench bench, Deed deed, Receivable bill, int run)
    {
        var open = (await bench.Database.ReadAsync(db => Rows.Refunds.OfBillAsync(db, bill.Id))).FirstOrDefault();
        switch (deed.Kind)
        {
            case "pay":
                await bench.PayAsync(bill, deed.Yuan);
                break;
            case "rest":
                await bench.PayAsync(bill, (await bench.AgainAsync(bill)).Outstanding.Yuan);
                break;
            case "again":
                await bench.PayAsync(bill, 100, $"R{run}-{deed.No}");
                break;
            case "arrive":
                await bench.ConfirmAsync(await bench.ArriveAsync(deed.Yuan), "余款待查", bill.Number);
                break;
            case "send":
                var waiting = (await bench.Database.ReadAsync(db => Rows.Arrivals.WaitingAsync(db))).FirstOrDefault();
                if (waiting is not null)
                {
                    await (deed.No % 2 == 0 ? bench.ConfirmAsync(waiting, "重新认领", bill.Number)
                        : bench.WriteAsync<ArrivalService>((desk, db) => desk.ReturnAsync(db, waiting.Id, $"TH{run}-{waiting.Id}-{waiting.Returned.Fen}", bench.Bench.Clock.Today(), null, IncomeBench.Finance)));
                }
                break;
            case "reverse":
                var receipt = (await bench.Database.ReadAsync(db => Rows.Receipts.OfBillAsync(db, bill.Id))).LastOrDefault(r => r.Means == PaymentMeans.Transfer && !r.IsReversed);
                if (receipt is not null)
                {
                    await bench.ReverseAsync(receipt);
                }
                break;
            case "leave":
                await bench.LeaveAsync(bill);
                break;
            case "ask":
                await bench.WriteAsync<RefundService, Refund>((desk, db) => desk.AskAsync(db, bill.Number, "退班", null, IncomeBench.Clerk));
                break;
            case "approve" when open is not null:
                await bench.TakeAsync(Refund.RecordType, open.Id, RefundWorkflow.Approve, IncomeBench.Leader);
                break;
            case "back" when open is not null:
                await bench.WriteAsync<RefundService>((desk, db) => desk.PayAsync(db, open.Number, $"TK{run}-{open.Id}", bench.Bench.Clock.Today(), IncomeBench.Finance));
                break;
        }
    }
}
