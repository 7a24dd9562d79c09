using Microsoft.Extensions.Configuration;
using Quartz;

namespace CEBase.Platform.Jobs;

/// <summary>Work that runs by the clock and not by a request.</summary>
public static class JobServices
{
    /// <summary>
    /// Adds a job that runs again and again, the pause counted from start to start; a run that is late or still going is never doubled.
    /// It resolves its services in a scope of its own and acts as the system.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Stable name: the clustered store keeps it.</param>
    /// <param name="every">How often.</param>
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string name, TimeSpan every) where T : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<T>(
            trigger => trigger.WithIdentity(name).StartNow().WithSimpleSchedule(schedule => schedule.WithInterval(every).RepeatForever()),
            job => job.WithIdentity(name).DisallowConcurrentExecution()));

    /// <summary>Adds a job that runs at set times, China time.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">Stable name: the clustered store keeps it.</param>
    /// <param name="cron">Quartz cron expression with seconds: <c>0 30 2 * * ?</c> is half past two each night.</param>
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string name, string cron) where T : class, IJob =>
        services.AddQuartz(quartz => quartz.ScheduleJob<T>(
            trigger => trigger.WithIdentity(name).WithCronSchedule(cron, schedule => schedule.InTimeZone(China).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed)),
            job => job.WithIdentity(name).DisallowConcurrentExecution()));

    /// <summary>
    /// On PostgreSQL the schedule lies in the database and any node may run a job, another taking over when it dies. SQLite has one node,
    /// and a schedule kept there would only queue up behind the writers, so it stays in memory.
    /// <c>Jobs:Enabled=false</c> starts nothing: tests and a node that only serves pages.
    /// </summary>
    internal static void AddJobs(this IServiceCollection services, IConfiguration configuration)
    {
        var connection = configuration.GetConnectionString("CEBase");
        services.AddQuartz(quartz =>
        {
            quartz.AddJobListener<JobMeasure>();
            if (string.IsNullOrWhiteSpace(connection))
            {
                quartz.UseInMemoryStore();
                return;
            }
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connection);
                store.UseSystemTextJsonSerializer();
                store.UseClustering();
                store.ProvisionSchema();
            });
        });
        if (configuration.GetValue("Jobs:Enabled", true))
        {
            services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        }
    }

    private static TimeZoneInfo China { get; } = TimeZoneInfo.CreateCustomTimeZone("China Standard Time", TimeSpan.FromHours(8), "中国标准时间", "中国标准时间");
}
