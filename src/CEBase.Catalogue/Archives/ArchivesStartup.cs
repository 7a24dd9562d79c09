using CEBase.Catalogue.Archives.Sources;
using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Archives;

internal sealed class ArchivesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ArchiveRepository>();
        services.AddScoped<ArchiveReader>();
        services.AddScoped<ArchiveService>();
        services.AddScoped<ArchiveFreezer>();
        services.AddScoped<ArchiveChecker>();
        services.AddScoped<ArchiveExport>();
        services.AddScoped<ArchiveOverview>();
        services.AddScoped<IClassGates, ArchiveGates>();
        services.AddArchiveSource<ClassSource>();
        services.AddArchiveSource<InstructorSource>();
        services.AddArchiveSource<ProjectSource>();
        services.AddArchiveSource<ClosingSource>();
        services.AddArchiveSource<TeachingSource>();
        services.AddJob<ArchiveCheckJob>("check-archives", "0 40 2 * * ?");
        services.AddTraceActs(("archive_upload", "归档材料"), ("archive_withdraw", "撤下归档材料"), ("archive_supplement", "补充归档"), ("archive_freeze", "封存档案"),
            ("archive_check", "核验档案"), ("archive_export", "导出档案"));
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "档案", CatalogueAddresses.Class("{key}", "archive"), Permissions.ArchivesView, 90) { Group = "结班" });
    }
}
