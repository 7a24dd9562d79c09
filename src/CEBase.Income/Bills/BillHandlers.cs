namespace CEBase.Income.Bills;

/// <summary>Whoever is admitted has a bill at once, where a valid price stands.</summary>
internal sealed class BillOnAdmission(BillingService desk) : IDomainEventHandler<EnrolmentConfirmed>
{
    public Task HandleAsync(EnrolmentConfirmed happened, DbScope db, CancellationToken cancel) => desk.BillAdmittedAsync(db, happened.ClassId, happened.LearnerId);
}

/// <summary>Who gives the seat back owes for the hours taught and nothing more.</summary>
internal sealed class EndBillOnLeaving(BillingService desk) : IDomainEventHandler<SeatGivenBack>
{
    public Task HandleAsync(SeatGivenBack happened, DbScope db, CancellationToken cancel) => desk.EndAsync(db, happened.ClassId, happened.LearnerId);
}

/// <summary>A cancelled class owes everybody's money back.</summary>
internal sealed class EndBillsOfCancelledClass(BillingService desk) : IDomainEventHandler<ClassStateChanged>
{
    public Task HandleAsync(ClassStateChanged happened, DbScope db, CancellationToken cancel) =>
        happened.To == ClassStates.Cancelled ? desk.EndClassAsync(db, happened.ClassId) : Task.CompletedTask;
}

/// <summary>A bill on which money arrived is not called off by hand: the learner leaves, or the class is cancelled, and a refund follows.</summary>
internal sealed class CancelBillGate : IStepGate
{
    public const string Paid = "bill.has-receipts";
    public const string Seated = "bill.learner-seated";
    public const string Invoiced = "bill.invoiced";

    public string RecordType => Receivable.RecordType;

    public string Step => ReceivableWorkflow.Cancel;

    public string Label => "没有到账、不在班、没有发票";

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step)
    {
        var findings = new List<Finding>();
        if (await Receivable.FindAsync(step.Session, step.RecordId) is not { } bill)
        {
            return findings;
        }
        if (bill.Received > Platform.Values.Money.Zero)
        {
            findings.Add(Finding.Block(Paid, $"已到账 {bill.Received} 元，不能撤销。需要退款的，请办理退班或停班后申请退费。", "BJTU:35"));
        }
        if (bill.PayerKind == PayerKind.Learner && await step.Session.ScalarAsync<long>(
            "SELECT count(*) FROM enrolment WHERE class_id = @ClassId AND learner_id = @LearnerId AND state = @Admitted", new { bill.ClassId, bill.LearnerId, EnrolmentStates.Admitted }) > 0)
        {
            findings.Add(Finding.Block(Seated, "学员仍在班，应按价格备案缴费，不能撤销。", "BJTU:35"));
        }
        if (bill.InvoiceId is not null)
        {
            findings.Add(Finding.Block(Invoiced, "已有发票申请或发票，请先撤回或红冲。"));
        }
        return findings;
    }
}
