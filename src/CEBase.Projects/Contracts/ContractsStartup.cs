using CEBase.Platform;
using CEBase.Projects.RedFlags;
using CEBase.Projects.Templates;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Contracts;

/// <summary>Contracts, their templates and the words they may not hold.</summary>
internal sealed class ContractsStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("signing", "填写签订信息"), ("publish_template", "启用合同范本"));
        services.AddSingleton<RedFlagRepository>();
        services.AddSingleton<TemplateRepository>();
        services.AddSingleton<ContractRepository>();
        services.AddSingleton<AmendmentRepository>();
        services.AddSingleton<ContractDirectory>();
        services.AddSingleton<IContractDirectory>(provider => provider.GetRequiredService<ContractDirectory>());
        services.AddScoped<ContractFactsReader>();
        services.AddScoped<ContractService>();
        services.AddRecordNames(new RecordNames(ContractStates.RecordType, Permissions.View, ProjectAddresses.Contracts + "/{key}",
            "SELECT k.id, k.number AS key, k.number || ' ' || c.name AS name FROM contract k JOIN client c ON c.id = k.client_id WHERE k.id IN @Ids"));
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Contracts/ContractEdit", ProjectAddresses.Contracts + "/new"));
    }
}
