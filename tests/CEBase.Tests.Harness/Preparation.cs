using CEBase.Catalogue;
using CEBase.Catalogue.Safety;
using CEBase.Catalogue.Teaching;
using Xunit;

namespace CEBase.Tests.Harness;

/// <summary>Brings a class to where teaching and safety let it open and start, through the module's own services.</summary>
internal static class Preparation
{
    public static Task<TeachingPlan> FilePlanAsync(this Bench bench, ClassCard card, ICurrentUser? user = null) => FilePlanAsync(bench.Services, card, user);

    public static Task SecureAsync(this Bench bench, ClassCard card, ICurrentUser? user = null) => SecureAsync(bench.Services, card, user);

    /// <summary>Makes a draft of the plan, fills in how it is assessed, and files it.</summary>
    public static async Task<TeachingPlan> FilePlanAsync(IServiceProvider services, ClassCard card, ICurrentUser? user = null)
    {
        user ??= SystemUser.Instance;
        await using var scope = services.CreateAsyncScope();
        var (database, desk) = (services.GetRequiredService<IDatabase>(), scope.ServiceProvider.GetRequiredService<TeachingPlanService>());
        var plan = await database.WriteAsync(async db =>
        {
            var draft = await desk.DraftAsync(db, card.ClassNo, user);
            await desk.SaveAsync(db, card.ClassNo, draft.Version, draft.Objectives, [], "", "随堂测验", user);
            return draft;
        });
        var outcome = await scope.ServiceProvider.GetRequiredService<WorkflowEngine>().TakeAsync(new StepRequest(TeachingPlan.RecordType, plan.Id, TeachingPlanWorkflow.File), user);
        Assert.True(outcome.Taken, string.Join(" ", outcome.Findings.Select(f => f.Sentence)));
        return (await database.ReadAsync(db => new TeachingPlanRepository().FindAsync(db, plan.Id)))!;
    }

    /// <summary>Looks at every item of the checklist and keeps an emergency plan, a safety lesson and a handbook.</summary>
    public static async Task SecureAsync(IServiceProvider services, ClassCard card, ICurrentUser? user = null)
    {
        await using var scope = services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<SafetyService>();
        await services.GetRequiredService<IDatabase>().WriteAsync(async db =>
        {
            var items = await new SafetyRepository().ItemsAsync(db, card.Id, card.IsOnline);
            await desk.CheckAsync(db, card.ClassNo, [.. items.Select(i => new CheckLine(i.Code, CheckOutcome.Done, "安全员", null, "", i.Version))], user ?? SystemUser.Instance);
            foreach (var kind in new[] { SafetyKinds.EmergencyPlan, SafetyKinds.Education, SafetyKinds.Handbook })
            {
                await desk.AddAsync(db, card.ClassNo, new NewSafetyRecord { Kind = kind, Person = "安全员", Body = "内容", Detail = "值班电话" }, null, user ?? SystemUser.Instance);
            }
        });
    }

    /// <summary>Registers lecture notes for the class, looked at today.</summary>
    public static async Task RegisterNotesAsync(IServiceProvider services, ClassCard card)
    {
        await using var scope = services.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<MaterialService>();
        await services.GetRequiredService<IDatabase>().WriteAsync(db =>
            desk.AddAsync(db, card.ClassNo, new NewMaterial { Title = "讲义", Reference = "自编" }, null, SystemUser.Instance));
    }
}
