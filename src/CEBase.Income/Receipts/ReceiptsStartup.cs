namespace CEBase.Income.Receipts;

internal sealed class ReceiptsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("receipt", "登记到账"), ("receipt_reversal_ask", "申请冲正到账"), ("receipt_reverse", "到账冲正"));
        services.AddSingleton<ReceiptRepository>();
        services.AddSingleton<ReversalRepository>();
        services.AddSingleton<ReceivedIncome>();
        services.AddScoped<ReceiptService>();
        services.AddScoped<ReversalService>();
    }
}
