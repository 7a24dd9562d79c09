using CEBase.Learning.Ledger;
using CEBase.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Learning;

/// <summary>考勤、学时台账与学习档案。</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<IHourLedger, HourLedger>();
    }
}
