using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Units;

/// <summary>Owning units.</summary>
internal sealed class UnitsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(
            ("unit_order", "发出整改通知"), ("unit_suspend", "停办整顿"), ("unit_order_close", "整改完成"), ("unit_resume", "恢复办学"), ("unit_rule", "登记制度文件"), ("unit_manager", "登记管理人员"));
        services.AddSingleton<UnitRepository>();
        services.AddScoped<UnitService>();
        services.AddScoped<UnitPapers>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Units/UnitForm", ProjectAddresses.Units + "/new"));
    }
}
