namespace CEBase.Enrollment.RosterCheck;

/// <summary>名单核对.</summary>
internal sealed class RosterCheckStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("own_people_note", "登记非本单位学员的理由"));
        services.AddScoped<RosterFacts>();
        services.AddScoped<OwnPeopleService>();
        foreach (var (label, rule) in RosterGate.Lines)
        {
            services.AddScoped<IStepGate>(p => new RosterGate(label, p.GetRequiredService<RosterFacts>(), rule));
        }
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "名单核对", "/console/classes/{key}/roster-check", Permissions.View, 37) { Group = "学员" });
    }
}
