using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;
using CEBase.Funds.Papers;
using CEBase.Platform;

namespace CEBase.Funds.LectureFees;

/// <summary>Payment lists of lecture, consultation and labour fees.</summary>
internal sealed class LectureFeesStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("fee_recompute", "重新计算"), ("fee_rate", "议定每学时金额"), ("fee_budget", "选择列支科目"), ("fee_export", "导出转账清单"), ("fee_share", "同一半天改由本表发放或让出"),
            ("fee_month", "写明发放月份"), ("fee_line", "填写领款人"), ("fee_line_remove", "删去领款人"), ("fee_payee", "登记校外领款人"), ("fee_payee_revealed", "查看领款人完整卡号"));
        services.AddScoped<FeeListPapers>();
        services.AddScoped<IClaimPaperSource>(provider => provider.GetRequiredService<FeeListPapers>());
        services.AddScoped<IClaimReviewer>(provider => provider.GetRequiredService<FeeListPapers>());
        services.AddScoped<IClaimOrigins>(provider => provider.GetRequiredService<FeeListPapers>());
        services.AddScoped<FeeMonths>();
        services.AddScoped<FeeCalculator>();
        services.AddScoped<FeeListStore>();
        services.AddScoped<FeeListService>();
        services.AddScoped<LectureFeeService>();
        services.AddScoped<OtherFeeService>();
        services.AddScoped<FeePayees>();
        services.AddScoped<FeeCards>();
        services.AddRecordNames(new RecordNames(FeeList.RecordType, Permissions.LectureFees, FundsAddresses.FeeList("{key}"),
            "SELECT f.id, f.number AS key, f.number || ' ' || COALESCE(c.name, f.task) AS name FROM fee_list f LEFT JOIN published_training_class c ON c.id = f.class_id WHERE f.id IN @Ids") { Own = ExpenseAccess.SeenClasses });
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "讲课费", FundsAddresses.ClassFees("{key}"), Permissions.LectureFees, 84) { Group = "经费" });
    }
}
