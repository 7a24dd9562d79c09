using CEBase.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace CEBase.Projects.Approval;

/// <summary>Review and approval of projects.</summary>
internal sealed class ApprovalStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddRecordNames(new RecordNames(ProjectStates.RecordType, Permissions.View, ProjectAddresses.Projects + "/{key}", "SELECT id, number AS key, number || ' ' || name AS name FROM project WHERE id IN @Ids"));
        services.AddRecordTab(new RecordTab(ProjectStates.RecordType, "概况", ProjectAddresses.Projects + "/{key}", Permissions.View, 0));
    }
}
