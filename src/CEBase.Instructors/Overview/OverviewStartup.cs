using CEBase.Instructors.Qualification;
using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors.Overview;

/// <summary>Judgement of qualification, the list for filing, and the tabs of an instructor's pages.</summary>
internal sealed class OverviewStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("instructors_exported", "导出师资名单"));
        services.AddScoped<Qualifications>();
        services.AddScoped<IInstructorQualification>(p => p.GetRequiredService<Qualifications>());
        services.AddScoped<InstructorFiling>();
        foreach (var (label, page, permission, order) in new[]
        {
            ("基本情况与资格", "", Permissions.View, 0), ("审查与例外", "/clearances", Permissions.View, 10), ("证明材料", "/evidence", Permissions.View, 20),
            ("评价与事件", "/conduct", Permissions.View, 30), ("银行卡", "/bank-card", Permissions.Manage, 40),
        })
        {
            services.AddRecordTab(new RecordTab(InstructorWords.RecordType, label, InstructorAddresses.Registry + "/{key}" + page, permission, order));
        }
    }
}
