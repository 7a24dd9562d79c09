namespace CEBase.Income.Register;

internal sealed class RegisterStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<BillFigures>();
        services.AddScoped<IIncomeFigures>(provider => provider.GetRequiredService<BillFigures>());
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "收费", IncomeAddresses.OfClass("{key}"), Permissions.IncomeView, 86) { Group = "经费" });
    }
}
