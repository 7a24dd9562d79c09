using CEBase.Income.Arrivals;
using CEBase.Income.Bills;
using CEBase.Income.Invoices;
using CEBase.Income.Receipts;
using CEBase.Income.Refunds;

namespace CEBase.Income.Demo;

/// <summary>What of a sample class is billed and paid.</summary>
internal sealed record SampleIncome
{
    /// <summary>Number of the class inside its year.</summary>
    public string Class { get; init; } = "";

    /// <summary>Days before today on which the bills were due; negative lies ahead.</summary>
    public int DueAgo { get; init; }

    /// <summary>Percent of the learners who have paid.</summary>
    public int Paid { get; init; }

    /// <summary>How many have paid half.</summary>
    public int Partly { get; init; }

    /// <summary>How many of those who paid have asked for an invoice, and for how many of them it was issued.</summary>
    public int Invoices { get; init; }

    public int Issued { get; init; }

    /// <summary>Learners who left after paying: how far their refunds have come (paid, approved, asked, or empty).</summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>Percentages of the contract's price billed to the client, with those that were paid.</summary>
    public IReadOnlyList<int> Instalments { get; init; } = [];

    public int InstalmentsPaid { get; init; }

    /// <summary>Days until the client's instalments are due; negative is late.</summary>
    public int ClientDue { get; init; }
}

/// <summary>
/// Recipe step <c>demo-income</c>: bills of the sample classes, paid, partly paid, late and refunded, through the same services as real ones. The days of
/// billing are then set back, so that there is an ageing list to see. A class that has bills is left alone.
/// </summary>
internal sealed class DemoIncomeStep(IClassDirectory classes, BillingService billing, ReceiptService receipts, InvoiceService invoices, InvoiceSuggestions suggestions, RefundService refunds, ArrivalService arrivals, ReminderService reminders,
    ReceivableRepository rows, IAccounts accounts, WorkflowEngine engine, TimeProvider clock) : IRecipeStep
{
    private ICurrentUser _clerk = SystemUser.Instance;
    private ICurrentUser _finance = SystemUser.Instance;
    private ICurrentUser _leader = SystemUser.Instance;
    private int _sequence;

    public string Name => "demo-income";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        (_clerk, _finance, _leader) = (await PersonAsync(db, "staff@example.com"), await PersonAsync(db, "finance@example.com"), await PersonAsync(db, "leader@example.com"));
        var first = await db.ScalarAsync<long?>("SELECT id FROM published_learner WHERE email = 'learner001@example.com'");
        var made = false;
        foreach (var sample in context.ReadFile<SampleIncome[]>(step))
        {
            var classNo = $"{clock.Today().Year}-{sample.Class}";
            var card = await classes.FindAsync(db, classNo) ?? throw new RecipeException($"demo-income：没有班号为 {classNo} 的培训班（键 class）。");
            if ((await rows.OfClassAsync(db, card.Id)).Count > 0)
            {
                continue;
            }
            made = true;
            await (sample.Instalments.Count > 0 ? ClientAsync(db, card, sample) : LearnersAsync(db, card, sample, first));
        }
        if (made)
        {
            await reminders.RemindAsync(db, null, _clerk);
            await ArrivalsAsync(db);
        }
    }

    private async Task LearnersAsync(DbScope db, ClassCard card, SampleIncome sample, long? first)
    {
        await billing.BillClassAsync(db, card.ClassNo, _clerk);
        // Whoever tries the sample as learner001 has something to pay where not everybody has.
        var bills = (await rows.OfClassAsync(db, card.Id)).OrderBy(b => b.LearnerId == first && sample.Paid < 80 ? 1 : 0).ThenBy(b => b.Id).ToList();
        var paid = bills.Count * sample.Paid / 100;
        foreach (var bill in bills.Take(paid))
        {
            await PayAsync(db, bill, bill.Amount, bill.PayerName);
        }
        foreach (var bill in bills.Skip(paid).Take(sample.Partly))
        {
            await PayAsync(db, bill, new Money(bill.Amount.Fen / 2), bill.PayerName);
        }
        var asked = 0;
        foreach (var bill in bills.Take(Math.Min(sample.Invoices, paid)))
        {
            var invoice = await invoices.ConfirmAsync(db, [bill.Id], Header(asked), null, SystemUser.Instance);
            if (asked++ < sample.Issued)
            {
                await invoices.IssueAsync(db, invoice.Number, $"2661{card.Id:0000}{bill.Id:00000000}", clock.Today(), _finance);
            }
        }
        foreach (var (state, learner) in sample.Left.Zip(await db.QueryAsync<long>("SELECT learner_id FROM published_enrolment WHERE class_id = @Id AND state = 'withdrawn' ORDER BY id", new { card.Id })))
        {
            await LeaveAsync(db, card, learner, state);
        }
        await DateAsync(db, card.Id, clock.Today().AddDays(-sample.DueAgo));
    }

    private async Task LeaveAsync(DbScope db, ClassCard card, long learner, string state)
    {
        await billing.BillAdmittedAsync(db, card.Id, learner);
        var bill = (await rows.OfLearnerAsync(db, learner)).First(b => b.ClassId == card.Id);
        await PayAsync(db, bill, bill.Amount, bill.PayerName);
        await billing.EndAsync(db, card.Id, learner);
        if (state.Length == 0)
        {
            return;
        }
        var refund = await refunds.AskAsync(db, bill.Number, "单位临时有任务，开班前办理退班。", null, _clerk);
        if (state is RefundWorkflow.Approved or RefundWorkflow.Paid)
        {
            var outcome = await engine.TakeAsync(db, new StepRequest(Refund.RecordType, refund.Id, RefundWorkflow.Approve), _leader);
            if (!outcome.Taken)
            {
                throw new RecipeException($"demo-income：{refund.Number} {outcome.Refusal}");
            }
        }
        if (state == RefundWorkflow.Paid)
        {
            await refunds.PayAsync(db, refund.Number, $"TK{clock.Today().Year}{refund.Id:0000}", clock.Today(), _finance);
        }
    }

    private async Task ClientAsync(DbScope db, ClassCard card, SampleIncome sample)
    {
        for (var i = 0; i < sample.Instalments.Count; i++)
        {
            var bill = await billing.BillClientAsync(db, new InstalmentDetails(card.ClassNo, sample.Instalments[i], null, null), _clerk);
            if (i < sample.InstalmentsPaid)
            {
                await PayAsync(db, bill, bill.Amount, bill.PayerName);
                var header = await suggestions.HeaderAsync(db, bill);
                var invoice = await invoices.ConfirmAsync(db, [bill.Id], header.Details with { Paper = "委托单位来函确认开票信息" }, null, _clerk);
                await invoices.IssueAsync(db, invoice.Number, $"2662{card.Id:0000}{bill.Id:00000000}", clock.Today(), _finance);
            }
        }
        await DateAsync(db, card.Id, clock.Today().AddDays(sample.ClientDue));
    }

    /// <summary>Two lines of the account that nobody has claimed: one names its bill, one only its payer.</summary>
    private async Task ArrivalsAsync(DbScope db)
    {
        var open = (await rows.OwingAsync(db)).Where(b => b.PayerKind == PayerKind.Learner).OrderBy(b => b.DueOn).ThenBy(b => b.Id).Take(2).ToList();
        foreach (var (bill, remark) in open.Zip([$"培训费 {open.FirstOrDefault()?.Number}", "培训费"]))
        {
            await arrivals.NoteAsync(db, new Arrival { OutsideNo = $"ZH{++_sequence:00000000}", Amount = bill.Outstanding, PaidOn = clock.Today(), PayerName = bill.PayerName, Remark = remark }, _finance);
        }
    }

    private Task<Receipt> PayAsync(DbScope db, Receivable bill, Money amount, string payer) =>
        receipts.PostAsync(engine, db, new IncomingPayment(bill.Id, PaymentMeans.Transfer, $"YH{++_sequence:00000000}", amount, clock.Today(), payer), _finance);

    private static Task DateAsync(DbScope db, long classId, DateOnly due) => db.ExecuteAsync(
        "UPDATE receivable SET due_on = @due, issued_on = @issued WHERE class_id = @classId", new { classId, due, issued = due.AddDays(-10) });

    /// <summary>Sample employers with codes of the right form.</summary>
    private static HeaderDetails Header(int n) => n % 3 == 2
        ? new HeaderDetails(HeaderKind.Person, "示例学员", "", "")
        : new HeaderDetails(HeaderKind.Organisation, "关中智造示例集团", WithCheck($"91610100MA6TYE00{n % 10}"), "");

    private static string WithCheck(string first) => first + CreditCode.CheckCharacter(first);

    private async Task<ICurrentUser> PersonAsync(DbScope db, string login) =>
        await accounts.FindByLoginAsync(db, login) is { } account ? new Person(account) : SystemUser.Instance;

    private sealed class Person(AccountInfo account) : ICurrentUser
    {
        public long? AccountId => account.Id;

        public string DisplayName => account.DisplayName;

        public bool IsSystem => true;

        public bool Has(string permission) => true;
    }
}
