using CEBase.Income.Bills;
using CEBase.Income.Demo;
using CEBase.Income.Invoices;
using CEBase.Income.Refunds;

namespace CEBase.Tests.Income;

/// <summary>The second of two people is told what is kept, and dates lie where they can.</summary>
public sealed class KeptEntryTests
{
    private static readonly HeaderDetails Person = new(HeaderKind.Person, "某学员", "", "");

    private static async Task<string> CodeAsync(Func<Task> act) => (await Assert.ThrowsAsync<Refusal>(act)).Code;

    private static async Task<(Receivable Bill, Invoice Invoice)> AskedAsync(IncomeBench bench)
    {
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 800);
        return (bill, await bench.WriteAsync<InvoiceService, Invoice>((book, db) => book.ConfirmAsync(db, [bill.Id], Person, null, SystemUser.Instance)));
    }

    [Theory, BothDatabases]
    public async Task The_second_number_of_an_invoice_is_refused_with_the_one_that_is_kept_and_the_same_again_is_harmless(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var (_, invoice) = await AskedAsync(bench);
        var today = bench.Bench.Clock.Today();
        Task IssueAsync(string no, DateOnly day) => bench.WriteAsync<InvoiceService>((book, db) => book.IssueAsync(db, invoice.Number, no, day, IncomeBench.Finance));
        Assert.Equal("day_range", await CodeAsync(() => IssueAsync("111", new DateOnly(2031, 1, 1))));
        Assert.Equal("day_range", await CodeAsync(() => IssueAsync("111", today.AddDays(1))));
        Assert.Equal("day_range", await CodeAsync(() => IssueAsync("111", today.AddDays(-1))));
        await IssueAsync("111", today);
        await IssueAsync("111", today);
        var refused = await Assert.ThrowsAsync<Refusal>(() => IssueAsync("222", today));
        Assert.Equal("kept_differs", refused.Code);
        Assert.Contains("111", refused.Message);
        Assert.Contains("222", refused.Message);
        bench.Bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("kept_differs", await CodeAsync(() => IssueAsync("111", today.AddDays(1))));
        Assert.Equal("111", (await bench.Database.ReadAsync(s => Rows.Invoices.FindAsync(s, invoice.Id)))!.InvoiceNo);
    }

    [Theory, BothDatabases]
    public async Task A_mistyped_invoice_number_is_corrected_with_a_reason_and_the_old_one_stays_in_the_trace(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var (_, invoice) = await AskedAsync(bench);
        var today = bench.Bench.Clock.Today();
        Task CorrectAsync(string no, string? reason, ICurrentUser? user = null) => bench.WriteAsync<InvoiceService>((book, db) => book.CorrectAsync(db, invoice.Number, no, today, reason, user ?? IncomeBench.Finance));
        Assert.Equal("invoice_closed", await CodeAsync(() => CorrectAsync("112", "抄错")));
        await bench.WriteAsync<InvoiceService>((book, db) => book.IssueAsync(db, invoice.Number, "111", today, IncomeBench.Finance));
        Assert.Equal("reason_missing", await CodeAsync(() => CorrectAsync("112", " ")));
        Assert.Equal("nothing_changed", await CodeAsync(() => CorrectAsync("111", "抄错")));
        Assert.Equal("not_allowed", await CodeAsync(() => CorrectAsync("112", "抄错", IncomeBench.Clerk)));
        await CorrectAsync("112", "末位抄错");
        Assert.Equal("112", (await bench.Database.ReadAsync(s => Rows.Invoices.FindAsync(s, invoice.Id)))!.InvoiceNo);
        var comment = await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT comment FROM trace_entry WHERE step = 'invoice_correct'"));
        Assert.Contains("111", comment);
    }

    [Theory, BothDatabases]
    public async Task A_red_letter_lies_between_issue_and_today_and_is_kept_once(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var (_, invoice) = await AskedAsync(bench);
        var today = bench.Bench.Clock.Today();
        await bench.WriteAsync<InvoiceService>((book, db) => book.IssueAsync(db, invoice.Number, "111", today, IncomeBench.Finance));
        Task ReddenAsync(string no, int days) => bench.WriteAsync<InvoiceService>((book, db) => book.ReddenAsync(db, invoice.Number, no, today.AddDays(days), "退班", IncomeBench.Finance));
        Assert.Equal("day_range", await CodeAsync(() => ReddenAsync("900", -1)));
        Assert.Equal("day_range", await CodeAsync(() => ReddenAsync("900", 1)));
        await ReddenAsync("900", 0);
        await ReddenAsync("900", 0);
        Assert.Equal("kept_differs", await CodeAsync(() => ReddenAsync("901", 0)));
    }

    [Theory, BothDatabases]
    public async Task A_refund_is_paid_between_its_request_and_today_and_another_number_is_refused(DatabaseKind kind)
    {
        await using var bench = await IncomeBench.StartAsync(kind);
        var bill = (await bench.BillsAsync())[0];
        await bench.PayAsync(bill, 800);
        await bench.LeaveAsync(bill);
        var refund = await bench.WriteAsync<RefundService, Refund>((desk, db) => desk.AskAsync(db, bill.Number, "退班", null, IncomeBench.Clerk));
        await bench.TakeAsync(Refund.RecordType, refund.Id, RefundWorkflow.Approve, IncomeBench.Leader);
        var today = bench.Bench.Clock.Today();
        Task PayAsync(string no, int days) => bench.WriteAsync<RefundService>((desk, db) => desk.PayAsync(db, refund.Number, no, today.AddDays(days), IncomeBench.Finance));
        Assert.Equal("day_range", await CodeAsync(() => PayAsync("TK1", -1)));
        Assert.Equal("required", await CodeAsync(() => PayAsync("TK1", 1)));
        await PayAsync("TK1", 0);
        await PayAsync("TK1", 0);
        var refused = await Assert.ThrowsAsync<Refusal>(() => PayAsync("TK2", 0));
        Assert.Equal("kept_differs", refused.Code);
        Assert.Contains("TK1", refused.Message);
        Assert.Equal("TK1", (await bench.Database.ReadAsync(s => Rows.Refunds.FindAsync(s, refund.Id)))!.PaidNo);
    }
}
