using CEBase.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Promotion;

/// <summary>Promotion material.</summary>
internal sealed class PromotionStartup : StartupBase
{
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => PromotionPictures.Map(routes);

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("picture_add", "加图片"), ("picture_remove", "删图片"), ("meeting_record", "登记联席会"), ("office_record", "登记办公室审批"));
        services.AddSingleton<PromotionRepository>();
        services.AddSingleton<IPromotionDirectory>(provider => provider.GetRequiredService<PromotionRepository>());
        services.AddScoped<PromotionChecks>();
        services.AddScoped<PromotionService>();
        services.AddRecordNames(new RecordNames(PromotionStates.RecordType, Permissions.View, ProjectAddresses.Projects + "/{key}",
            "SELECT m.id, p.number || '/promotion?id=' || m.id AS key, '《' || m.title || '》' AS name FROM promotion m JOIN project p ON p.id = m.project_id WHERE m.id IN @Ids"));
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "宣传材料", ProjectAddresses.Projects + "/{key}/promotion", Permissions.View, 50));
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Promotion/PromotionEdit", ProjectAddresses.Projects + "/{number}/promotion/new"));
    }
}
