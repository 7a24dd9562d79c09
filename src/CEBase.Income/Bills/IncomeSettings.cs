namespace CEBase.Income.Bills;

/// <summary>The school's account as the finance office publishes it.</summary>
internal sealed record SchoolAccount(string Name, string Bank, string Number);

/// <summary>Numbers and texts of income that are decided in the console, not here.</summary>
internal sealed class IncomeSettings(IParameters parameters, TimeProvider clock)
{
    public const string DueDaysName = "income.due-days";
    public const string ReminderGapName = "income.reminder-gap";
    public const string BeforeShareName = "enrolment.refund-share";
    public const string UntaughtShareName = "income.refund-untaught-share";
    public const string CutoffName = "income.refund-cutoff";
    private const string SchoolTitle = "funds.invoice-title";
    public const string AccountName = "income.account-name";
    public const string AccountBank = "income.account-bank";
    public const string AccountNumber = "income.account-number";

    /// <summary>A whole number in force today.</summary>
    public Task<int> IntAsync(DbScope db, string name) => IntAsync(db, name, clock.Today());

    /// <summary>A whole number in force on a day.</summary>
    public async Task<int> IntAsync(DbScope db, string name, DateOnly day) => (await parameters.GetAsync(db, name, day)).Int;

    /// <summary>Where to transfer to, or null until all three parts were filled in: then the finance office is asked.</summary>
    public async Task<SchoolAccount?> AccountAsync(DbScope db) =>
        await TextAsync(db, AccountName) is { } name && await TextAsync(db, AccountBank) is { } bank && await TextAsync(db, AccountNumber) is { } number
            ? new SchoolAccount(name, bank, number) : null;

    /// <summary>The school's full name, as on its invoices; empty until it was filled in.</summary>
    public async Task<string> SchoolAsync(DbScope db) => await TextAsync(db, SchoolTitle) ?? "";

    private async Task<string?> TextAsync(DbScope db, string name) => (await parameters.TryGetAsync(db, name, clock.Today()))?.Value;
}
