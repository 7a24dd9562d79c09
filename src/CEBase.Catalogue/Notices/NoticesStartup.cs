namespace CEBase.Catalogue.Notices;

internal sealed class NoticesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<NoticeRepository>();
        services.AddSingleton<INoticeDirectory, NoticeRepository>();
        services.AddScoped<NoticeService>();
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Notices/NoticeEditor", CatalogueAddresses.Notices + "/new"));
    }
}
