using CEBase.Catalogue;
using CEBase.Enrollment;
using CEBase.Income.Bills;
using CEBase.Income.Demo;
using CEBase.Income.Invoices;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;
using CEBase.Income;
using CEBase.Projects;

namespace CEBase.Tests.Income;

public sealed class BillingTests
{
    private static readonly HeaderDetails Person = new(HeaderKind.Person, "某学员", "", "");

    [Theory, BothDatabases]
    public async Task Every_admitted_learner_gets_one_bill_at_the_price_and_new_ones_get_theirs_later(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var card = await bench.ClassAsync();
        await bench.AdmitAsync(card, 3);
        Task<int> BillAsync() => bench.WriteAsync<BillingService, int>((desk, db) => desk.BillClassAsync(db, card.ClassNo, IncomeBench.Clerk));
        Assert.Equal(3, await BillAsync());
        Assert.Equal(0, await BillAsync());
        await bench.AdmitAsync(card, 1);
        Assert.Equal(1, await BillAsync());
        var bills = await bench.Database.ReadAsync(db => Rows.Bills.OfClassAsync(db, card.Id));
        Assert.All(bills, b => Assert.Equal((Money.FromYuan(800), ReceivableWorkflow.Open, true), (b.Amount, b.State, b.BasisNo.StartsWith("价备", StringComparison.Ordinal))));
    }

    [Theory, BothDatabases]
    public async Task Admission_bills_at_once_leaving_ends_the_bill_and_coming_again_makes_a_new_one(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var card = await bench.ClassAsync();
        var learner = (await bench.AdmitAsync(card, 1))[0];
        Task AdmittedAsync() => bench.Database.WriteAsync(db => db.RaiseAsync(new EnrolmentConfirmed(1, card.Id, learner)));
        await AdmittedAsync();
        await AdmittedAsync();
        var first = Assert.Single(await bench.Database.ReadAsync(db => Rows.Bills.OfLearnerAsync(db, learner)));
        await bench.LeaveAsync(first);
        Assert.Equal((ReceivableWorkflow.Cancelled, Money.Zero), ((await bench.AgainAsync(first)).State, (await bench.AgainAsync(first)).Outstanding));
        await AdmittedAsync();
        Assert.Equal(["open", "cancelled"], (await bench.Database.ReadAsync(db => Rows.Bills.OfLearnerAsync(db, learner))).Select(b => b.State));
        Assert.Equal("payment_exceeds", (await Assert.ThrowsAsync<Refusal>(() => bench.PayAsync(first, 1))).Code);
    }

    [Theory, BothDatabases]
    public async Task A_price_that_has_ended_stops_billing_but_not_admission(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var card = await bench.ClassAsync();
        var learner = (await bench.AdmitAsync(card, 1))[0];
        await bench.Database.WriteAsync(db => db.ExecuteAsync("UPDATE approved_price SET holds_until = '2026-03-15'"));
        Assert.Equal(ChargeRule.Ended, (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<BillingService, int>((desk, db) => desk.BillClassAsync(db, card.ClassNo, IncomeBench.Clerk)))).Code);
        await bench.Database.WriteAsync(db => db.RaiseAsync(new EnrolmentConfirmed(1, card.Id, learner)));
        Assert.Empty(await bench.Database.ReadAsync(db => Rows.Bills.OfLearnerAsync(db, learner)));
    }

    [Theory, BothDatabases]
    public async Task A_client_pays_by_instalments_and_its_learners_have_paid_when_the_contract_is(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var card = await bench.ClassAsync(FundingMode.Commissioned);
        var learners = await bench.AdmitAsync(card, 2);
        Task<IReadOnlySet<long>> UnpaidAsync() => bench.WriteAsync<IPaymentStanding, IReadOnlySet<long>>((standing, db) => standing.UnpaidAsync(db, card.Id, learners));
        var first = await bench.InstalmentAsync(card, 30);
        Assert.Equal((Money.FromYuan(24_000), 1), (first.Amount, first.Instalment));
        Assert.Equal(InstalmentRule.OverPrice, (await Assert.ThrowsAsync<Refusal>(() => bench.InstalmentAsync(card, 80))).Code);
        var rest = await bench.InstalmentAsync(card, null);
        Assert.Equal((Money.FromYuan(56_000), 2), (rest.Amount, rest.Instalment));
        await bench.PayAsync(first, 24_000);
        Assert.Equal(2, (await UnpaidAsync()).Count);
        await bench.PayAsync(rest, 56_000);
        Assert.Empty(await UnpaidAsync());
        await bench.Database.WriteAsync(db => db.ExecuteAsync("UPDATE contract SET state = 'draft'"));
        Assert.Equal(InstalmentRule.Unsigned, (await Assert.ThrowsAsync<Refusal>(() => bench.InstalmentAsync(card, 10))).Code);
    }

    [Theory, BothDatabases]
    public async Task Who_owes_a_fen_or_was_never_billed_has_not_paid_in_full(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(3);
        await bench.PayAsync(bills[0], 800);
        await bench.PayAsync(bills[1], 799.99m);
        var unbilled = (await bench.AdmitAsync(new ClassCard { Id = bills[0].ClassId }, 1))[0];
        var unpaid = await bench.WriteAsync<IPaymentStanding, IReadOnlySet<long>>((standing, db) =>
            standing.UnpaidAsync(db, bills[0].ClassId, [.. bills.Select(b => b.LearnerId!.Value), unbilled]));
        Assert.Equal(new[] { bills[1].LearnerId!.Value, bills[2].LearnerId!.Value, unbilled }.Order(), unpaid.Order());
    }

    [Theory, BothDatabases]
    public async Task Only_finance_records_a_transfer_and_a_known_number_with_another_amount_is_refused(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        var payment = new IncomingPayment(bill.Id, PaymentMeans.Transfer, "N1", Money.FromYuan(300), bench.Bench.Clock.Today(), "某人");
        Assert.Equal("not_allowed", (await Assert.ThrowsAsync<Refusal>(() => bench.PostAsync(payment, IncomeBench.Clerk))).Code);
        var first = await bench.PayAsync(bill, 300, "N1");
        Assert.Equal(first.Number, (await bench.PayAsync(bill, 300, " N1 ")).Number);
        Assert.Equal("payment_differs", (await Assert.ThrowsAsync<Refusal>(() => bench.PayAsync(bill, 301, "N1"))).Code);
        Assert.Equal("payment_exceeds", (await Assert.ThrowsAsync<Refusal>(() => bench.PayAsync(bill, 500.01m))).Code);
        Assert.Equal("payment_invalid", (await Assert.ThrowsAsync<Refusal>(() => bench.PayAsync(bill, 1, "  "))).Code);
        Assert.Equal(Money.FromYuan(300), (await bench.AgainAsync(bill)).Received);
    }

    [Theory, BothDatabases]
    public async Task A_late_bill_is_reminded_once_within_the_gap_and_again_after_it(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bills = await bench.BillsAsync(2);
        await bench.PayAsync(bills[1], 800);
        Task<int> RemindAsync() => bench.WriteAsync<ReminderService, int>((reminders, db) => reminders.RemindAsync(db, null, IncomeBench.Clerk));
        Assert.Equal(0, await RemindAsync());
        bench.Bench.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(1, await RemindAsync());
        Assert.Equal(0, await RemindAsync());
        bench.Bench.Clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(1, await RemindAsync());
        Assert.Equal(2, (await bench.AgainAsync(bills[0])).Reminders);
    }

    [Theory, BothDatabases]
    public async Task A_bill_is_not_called_off_while_the_learner_sits_in_the_class_or_money_has_come(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 1);
        var outcome = await bench.TakeAsync(Receivable.RecordType, bill.Id, ReceivableWorkflow.Cancel, IncomeBench.Clerk, "开错了");
        Assert.Equal([ReceivableWorkflow.Paid, ReceivableWorkflow.Seated], outcome.Findings.Select(f => f.Rule));
    }

    [Theory, BothDatabases]
    public async Task A_refund_needs_a_second_person_goes_back_over_the_receipts_and_is_given_once(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 300, "A");
        await bench.PayAsync(bill, 500, "B", PaymentMeans.UnifiedPage);
        Task<Refund> AskAsync() => bench.WriteAsync<RefundService, Refund>((desk, db) => desk.AskAsync(db, bill.Number, "退班", null, IncomeBench.Clerk));
        Task PayAsync(Refund r) => bench.WriteAsync<RefundService>((desk, db) => desk.PayAsync(db, r.Number, "TK1", bench.Bench.Clock.Today(), IncomeBench.Finance));
        Assert.Equal(RefundRule.StillSeated, (await Assert.ThrowsAsync<Refusal>(AskAsync)).Code);
        await bench.LeaveAsync(bill);
        var refund = await AskAsync();
        Assert.Equal("refund_open", (await Assert.ThrowsAsync<Refusal>(AskAsync)).Code);
        Assert.Equal(["A", "B"], (await bench.Database.ReadAsync(db => Rows.Refunds.PartsAsync(db, refund.Id))).Select(p => p.OutsideNo).Order());
        Assert.Equal("step_refused", (await Assert.ThrowsAsync<Refusal>(() => PayAsync(refund))).Code);
        var own = new TestUser(1, CEBase.Income.Permissions.RefundApprove, CEBase.Income.Permissions.IncomeManage);
        Assert.False((await bench.TakeAsync(Refund.RecordType, refund.Id, RefundWorkflow.Approve, own)).Taken);
        Assert.True((await bench.TakeAsync(Refund.RecordType, refund.Id, RefundWorkflow.Approve, IncomeBench.Leader)).Taken);
        await PayAsync(refund);
        Assert.Equal(Money.Zero, (await bench.AgainAsync(bill)).Kept);
        await Assert.ThrowsAsync<Refusal>(AskAsync);
        Assert.Empty(await bench.BrokenInvariantsAsync());
    }

    [Theory, BothDatabases]
    public async Task A_wrong_header_is_offset_in_red_and_the_next_invoice_knows_the_one_before(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        Task InvoicesAsync(Func<InvoiceService, DbScope, Task> act) => bench.WriteAsync(act);
        var invoice = await bench.WriteAsync<InvoiceService, Invoice>((book, db) => book.ConfirmAsync(db, [bill.Id], Person, "key", SystemUser.Instance));
        Assert.Equal(invoice.Number, (await bench.WriteAsync<InvoiceService, Invoice>((book, db) => book.ConfirmAsync(db, [bill.Id], Person, "key", SystemUser.Instance))).Number);
        Assert.Equal("invoice_exists", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<InvoiceService, Invoice>((book, db) => book.ConfirmAsync(db, [bill.Id], Person, "other", SystemUser.Instance)))).Code);
        var day = bench.Bench.Clock.Today();
        Assert.Equal(IssueRule.Unsettled, (await Assert.ThrowsAsync<Refusal>(() => InvoicesAsync((b, s) => b.IssueAsync(s, invoice.Number, "2661001", day, IncomeBench.Finance)))).Code);
        await bench.PayAsync(bill, 800);
        await InvoicesAsync((b, s) => b.IssueAsync(s, invoice.Number, "2661001", day, IncomeBench.Finance));
        await InvoicesAsync((b, s) => b.ChangeHeaderAsync(s, invoice.Number, Person with { Title = "某学员（更正）" }, "姓名写错", SystemUser.Instance));
        Assert.Equal("invoice_no_taken", (await Assert.ThrowsAsync<Refusal>(() => InvoicesAsync((b, s) => b.ReddenAsync(s, invoice.Number, "2661001", day, null, IncomeBench.Finance)))).Code);
        await InvoicesAsync((b, s) => b.ReddenAsync(s, invoice.Number, "2661002", day, null, IncomeBench.Finance));

        var chain = await bench.Database.ReadAsync(db => Rows.Invoices.OfBillAsync(db, bill.Id));
        Assert.Equal([InvoiceWorkflow.Asked, InvoiceWorkflow.Reddened], chain.Select(i => i.State));
        Assert.Equal((invoice.Number, "某学员（更正）", Money.FromYuan(800)), (chain[0].ReplacesNumber, chain[0].Title, chain[0].Amount));
        Assert.Equal((chain[0].Number, "某学员"), (chain[1].ReplacedByNumber, chain[1].Title));
        Assert.Equal(chain[0].Id, (await bench.AgainAsync(bill)).InvoiceId);
    }

    [Theory, BothDatabases]
    public async Task One_invoice_covers_several_instalments_of_a_client_and_none_of_two_payers(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var card = await bench.ClassAsync(FundingMode.Commissioned);
        var (first, second) = (await bench.InstalmentAsync(card, 40), await bench.InstalmentAsync(card, null));
        var learners = await bench.BillsAsync(2);
        Assert.Equal("invoice_payers_differ", (await Assert.ThrowsAsync<Refusal>(() => bench.WriteAsync<InvoiceService, Invoice>((book, db) => book.ConfirmAsync(db, [first.Id, learners[0].Id], Person, null, SystemUser.Instance)))).Code);
        var invoice = await bench.WriteAsync<InvoiceService, Invoice>((book, db) => book.ConfirmAsync(db, [first.Id, second.Id], Person, null, SystemUser.Instance));
        Assert.Equal(Money.FromYuan(80_000), invoice.Amount);
        Assert.Equal(2, (await bench.Database.ReadAsync(db => Rows.Invoices.BillsAsync(db, invoice.Id))).Count);
    }

    [Theory, BothDatabases]
    public async Task A_cancelled_class_ends_its_bills_and_gives_everything_back(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 800);
        Assert.True((await ClassStory.Of(bench.Bench).TakeAsync(bill.ClassId, "cancel")).Taken);
        Assert.Equal(ReceivableWorkflow.Cancelled, (await bench.AgainAsync(bill)).State);
        var offer = await bench.WriteAsync<RefundService, RefundOffer>(async (desk, db) => await desk.OfferAsync(db, (await Rows.Bills.FindAsync(db, bill.Id))!));
        Assert.Equal((RefundGround.ClassCancelled, Money.FromYuan(800), true), (offer.Ground, offer.Sum.Amount, offer.MayAsk));
    }
}
