using CEBase.Income.Receipts;

namespace CEBase.Income.Arrivals;

internal sealed class ArrivalsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("arrival", "登记到账流水"), ("account_reversal", "登记银行冲正"), ("account_reversal_looked", "核查银行冲正"));
        services.AddSingleton<ArrivalRepository>();
        services.AddScoped<ArrivalService>();
        services.AddScoped<AccountReversalService>();
        services.AddScoped<IReceiptSource, ArrivalSource>();
    }
}
