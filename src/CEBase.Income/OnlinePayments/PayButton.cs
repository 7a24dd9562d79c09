using CEBase.Income.Bills;

namespace CEBase.Income.OnlinePayments;

/// <summary>去缴费 on a learner's open bill, where the school's payment page is connected.</summary>
internal sealed class PayButton(PaymentSettings settings) : IBillAction
{
    public Task<(string Label, string Href)?> ForAsync(DbScope db, Receivable bill) => Task.FromResult<(string, string)?>(
        settings.IsOn && bill.LearnerId is not null && bill.Outstanding > Money.Zero ? ("去缴费", IncomeAddresses.Pay(bill.Number)) : null);
}
