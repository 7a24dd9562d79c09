namespace CEBase.Income.Bills;

internal sealed class BillsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("bill", "开具缴费通知"), ("remind", "催缴"), ("export_income", "导出应收"));
        services.AddSingleton<ReceivableRepository>();
        services.AddScoped<IncomeSettings>();
        services.AddScoped<BillingService>();
        services.AddScoped<ReminderService>();
        services.AddScoped<RefundFactsReader>();
        services.AddScoped<RegisterExport>();
        services.AddScoped<BillAccess>();
        services.AddScoped<IPaymentStanding, PaymentStanding>();
        services.AddScoped<IResultRemarks, UnpaidRemarks>();
        services.AddScoped<IContractIncome, ContractIncomes>();
        services.AddScoped<IMyLearningSection, DueBillsSection>();
        services.AddRecordNames(new RecordNames(Receivable.RecordType, Permissions.IncomeView, IncomeAddresses.OfBill("{key}"), "SELECT id, number AS key, number || ' ' || payer_name AS name FROM receivable WHERE id IN @Ids"));
    }
}
