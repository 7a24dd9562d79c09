using CEBase.Income.Bills;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;
using CEBase.Projects;

namespace CEBase.Tests.Income;

/// <summary>Several payments for the last yuan. The first test shows that too much would be seen if nothing guarded the bill.</summary>
public sealed class ReceiptRaceTests
{
    private const int Payers = 8;

    [Fact]
    public async Task With_the_guard_off_the_harness_catches_a_bill_paid_twice()
    {
        await using var bench = await Bench.StartAsync(DatabaseKind.PostgreSql);
        await bench.Database.WriteAsync(db => db.ExecuteAsync("CREATE TABLE naive_bill (owed bigint NOT NULL)"));
        await bench.Database.WriteAsync(db => db.ExecuteAsync("INSERT INTO naive_bill (owed) VALUES (100)"));

        await UnguardedRace.RunAsync(bench.Database,
            db => db.ScalarAsync<long>("SELECT owed FROM naive_bill"),
            (db, owed) => owed >= 100 ? db.ExecuteAsync("UPDATE naive_bill SET owed = owed - 100") : Task.CompletedTask);

        Assert.True(await bench.Database.ReadAsync(db => db.ScalarAsync<long>("SELECT owed FROM naive_bill")) < 0, "The race was not seen.");
    }

    [Theory, BothDatabases]
    public async Task Of_many_payments_for_the_last_yuan_exactly_one_is_received(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 799);

        var got = await Task.WhenAll(Enumerable.Range(0, Payers).Select(i => Task.Run(() => TryAsync(i % 2 == 0 ? bench : second, bill, 1, $"LAST{i}"))));

        Assert.Single(got, code => code is null);
        Assert.Equal(Payers - 1, got.Count(code => code == "payment_exceeds"));
        var after = await bench.AgainAsync(bill);
        Assert.Equal((ReceivableWorkflow.Settled, bill.Amount), (after.State, after.Received));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task The_same_payment_many_times_at_once_is_one_receipt(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var bill = (await bench.BillsAsync())[0];

        var receipts = await Task.WhenAll(Enumerable.Range(0, Payers).Select(i => Task.Run(() => (i % 2 == 0 ? bench : second).PayAsync(bill, 800, "SAME", PaymentMeans.UnifiedPage))));

        Assert.Single(receipts.Select(r => r.Number).Distinct());
        Assert.Equal(Money.FromYuan(800), (await bench.AgainAsync(bill)).Received);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task One_outside_number_for_two_bills_at_once_pays_one_of_them(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(4);

        var got = await Task.WhenAll(bills.Select(b => Task.Run(() => TryAsync(bench, b, 800, "ONCE"))));

        Assert.Single(got, code => code is null);
        Assert.Equal(bills.Count - 1, got.Count(code => code == "payment_differs"));
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task Billing_a_class_from_two_places_at_once_bills_each_learner_once(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        await using var second = bench.SecondNode();
        var card = await bench.ClassAsync();
        await bench.AdmitAsync(card, 5);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? bench : second).WriteAsync<BillingService, int>((desk, db) => desk.BillClassAsync(db, card.ClassNo, IncomeBench.Clerk)))));

        Assert.Equal(5, made.Sum());
        Assert.Equal(5, (await bench.Database.ReadAsync(db => Rows.Bills.OfClassAsync(db, card.Id))).Count);
    }

    [Theory, BothDatabases]
    public async Task Instalments_written_at_once_never_pass_the_contracts_price(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var card = await bench.ClassAsync(FundingMode.Commissioned);

        var got = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (Receivable?)await bench.InstalmentAsync(card, 60);
            }
            catch (Refusal)
            {
                return null;
            }
        })));

        Assert.Single(got, b => b is not null);
    }

    [Theory, BothDatabases]
    public async Task A_refund_pressed_twice_at_once_is_paid_once_and_never_more_than_was_received(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 800);
        await bench.LeaveAsync(bill);
        var refund = await bench.WriteAsync<RefundService, Refund>((desk, db) => desk.AskAsync(db, bill.Number, "退班", null, IncomeBench.Clerk));
        Assert.True((await bench.TakeAsync(Refund.RecordType, refund.Id, RefundWorkflow.Approve, IncomeBench.Leader)).Taken);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => bench.WriteAsync<RefundService>((desk, db) => desk.PayAsync(db, refund.Number, "TK1", bench.Bench.Clock.Today(), IncomeBench.Finance)))));

        Assert.Equal(Money.FromYuan(800), (await bench.AgainAsync(bill)).Refunded);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task The_tables_themselves_refuse_what_the_program_would_not_do(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 300);
        foreach (var sql in new[]
        {
            "UPDATE receivable SET received = amount + 1 WHERE id = @Id",
            "UPDATE receivable SET refunded = received + 1 WHERE id = @Id",
            "UPDATE receivable SET price_id = NULL WHERE id = @Id",
            "UPDATE receivable SET contract_id = NULL, payer_kind = 'Client', learner_id = NULL WHERE id = @Id",
            "UPDATE receivable SET received = -1 WHERE id = @Id",
            "UPDATE receipt SET amount = 1 WHERE receivable_id = @Id",
            "DELETE FROM receipt WHERE receivable_id = @Id",
            "INSERT INTO receipt (number, receivable_id, means, outside_no, amount, paid_on, payer_name, recorded_at, recorded_by_name) VALUES ('SJ9', @Id, 'Cash', 'X', 1, '2026-03-16', '', '2026-03-16', '')",
            "INSERT INTO receipt (number, receivable_id, means, outside_no, amount, paid_on, payer_name, recorded_at, recorded_by_name) VALUES ('SJ9', @Id, 'Transfer', '', 1, '2026-03-16', '', '2026-03-16', '')",
        })
        {
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => bench.Database.WriteAsync(db => db.ExecuteAsync(sql, new { bill.Id })));
        }
    }

    private static async Task<string?> TryAsync(IncomeBench bench, Receivable bill, decimal yuan, string outsideNo)
    {
        try
        {
            await bench.PayAsync(bill, yuan, outsideNo);
            return null;
        }
        catch (Refusal refused)
        {
            return refused.Code;
        }
    }
}
