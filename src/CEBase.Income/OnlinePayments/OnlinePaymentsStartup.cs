using CEBase.Income.Bills;
using CEBase.Income.Receipts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Income.OnlinePayments;

internal sealed class OnlinePaymentsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(PaymentSettings.Read(Configuration));
        // Redirects and cookies have no place between two programs; a log of addresses would tell who pays what.
        services.AddHttpClient(UnifiedPage.ClientName, (provider, client) =>
        {
            var current = provider.GetRequiredService<PaymentSettings>();
            client.BaseAddress = new Uri(current.BaseAddress.TrimEnd('/') + "/");
            client.Timeout = TimeSpan.FromSeconds(current.TimeoutSeconds);
        }).ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }).RemoveAllLoggers();
        services.AddTraceActs(("stray_aim", "选定认领的缴费通知"), ("stray_voucher", "填写退款凭证"));
        services.AddSingleton<MessageSeal>();
        services.AddSingleton<UnifiedPage>();
        services.AddSingleton<PaymentOrderRepository>();
        services.AddSingleton<UnmatchedPaymentRepository>();
        services.AddScoped<PlatformCashier>();
        services.AddScoped<PlatformInquiry>();
        services.AddScoped<PaymentService>();
        services.AddScoped<PaymentNotificationService>();
        services.AddScoped<UnmatchedPaymentService>();
        services.AddScoped<IReceiptSource, UnmatchedPaymentSource>();
        services.AddScoped<StatementService>();
        services.AddScoped<PaymentWatch>();
        services.AddScoped<StatementJob>();
        services.AddJob<PaymentWatch>("watch-payments", TimeSpan.FromMinutes(2));
        services.AddJob<StatementJob>("fetch-payment-statements", "0 30 6 * * ?");
        services.AddScoped<IBillAction, PayButton>();
    }

    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => PaymentNotify.Map(routes);
}
