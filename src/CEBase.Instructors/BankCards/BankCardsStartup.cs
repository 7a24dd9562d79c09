using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Instructors.BankCards;

/// <summary>Bank cards kept by consent.</summary>
internal sealed class BankCardsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("bank_card", "登记银行卡"), ("bank_card_withdrawn", "撤回同意并删除银行卡"), ("bank_card_revealed", "查看完整卡号"));
        services.AddScoped<BankCardService>();
        services.AddScoped<IBankCards>(p => p.GetRequiredService<BankCardService>());
    }
}
