namespace CEBase.Income.Refunds;

internal sealed class RefundsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("refund_ask", "申请退费"));
        services.AddSingleton<RefundRepository>();
        services.AddScoped<RefundService>();
        services.AddRecordNames(new RecordNames(Refund.RecordType, Permissions.IncomeView, IncomeAddresses.OfRefund("{key}"),
            "SELECT f.id, f.number AS key, f.number || ' ' || r.payer_name AS name FROM refund f JOIN receivable r ON r.id = f.receivable_id WHERE f.id IN @Ids"));
    }
}
