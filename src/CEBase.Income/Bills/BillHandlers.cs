namespace CEBase.Income.Bills;

/// <summary>Whoever is admitted has a bill at once, where a valid price stands.</summary>
internal sealed class BillOnAdmission(BillingService billing) : IDomainEventHandler<EnrolmentConfirmed>
{
    public Task HandleAsync(EnrolmentConfirmed happened, DbScope db, CancellationToken cancel) => billing.BillAdmittedAsync(db, happened.ClassId, happened.LearnerId);
}

/// <summary>Who gives the seat back owes for the hours taught and nothing more.</summary>
internal sealed class EndBillOnLeaving(BillingService billing) : IDomainEventHandler<SeatGivenBack>
{
    public Task HandleAsync(SeatGivenBack happened, DbScope db, CancellationToken cancel) => billing.EndAsync(db, happened.ClassId, happened.LearnerId);
}

/// <summary>A cancelled class owes everybody's money back.</summary>
internal sealed class EndBillsOfCancelledClass(BillingService billing) : IDomainEventHandler<ClassStateChanged>
{
    public Task HandleAsync(ClassStateChanged happened, DbScope db, CancellationToken cancel) =>
        happened.To == ClassStates.Cancelled ? billing.EndClassAsync(db, happened.ClassId) : Task.CompletedTask;
}
