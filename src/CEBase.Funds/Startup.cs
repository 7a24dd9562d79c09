using CEBase.Funds.Income.Arrivals;
using CEBase.Funds.Income.Invoices;
using CEBase.Funds.Income.Receipts;
using CEBase.Funds.Income.Refunds;
using CEBase.Funds.Income;
using CEBase.Funds.Payments;
using CEBase.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Funds;

/// <summary>The special fund: what it may be spent on.</summary>
public sealed class Startup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        AddIncome(services);
        AddPayments(services);
    }

    /// <inheritdoc />
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes) => PaymentNotify.Map(routes);

    private void AddPayments(IServiceCollection services)
    {
        var settings = PaymentSettings.Read(Configuration);
        services.AddSingleton(settings);
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
        services.AddScoped<PlatformCashier>();
        services.AddScoped<PlatformInquiry>();
        services.AddScoped<PaymentService>();
        services.AddScoped<PaymentNotificationService>();
        services.AddScoped<UnmatchedPaymentService>();
        services.AddScoped<IReceiptSource>(provider => provider.GetRequiredService<UnmatchedPaymentService>());
        services.AddScoped<StatementService>();
        services.AddScoped<PaymentWatch>();
        services.AddScoped<StatementJob>();
        services.AddWorkflow<OrderWorkflow>();
        services.AddWorkflow<UnmatchedPaymentWorkflow>();
        services.AddStepGate<MatchGate>();
        services.AddStepGate<ReturnGate>();
        services.AddJob<PaymentWatch>("watch-payments", TimeSpan.FromMinutes(2));
        services.AddJob<StatementJob>("fetch-payment-statements", "0 30 6 * * ?");
        services.AddScoped<IBillAction, PayButton>();
        services.AddWork<PaymentWork>();
    }

    private static void AddIncome(IServiceCollection services)
    {
        services.AddTraceActs(("bill", "开具缴费通知"), ("receipt", "登记到账"), ("remind", "催缴"), ("invoice_header", "确认发票抬头"), ("invoice_reissue", "申请换开发票"), ("refund_ask", "申请退费"),
            ("arrival", "登记到账流水"), ("arrival_match", "认领到账"), ("arrival_dismiss", "标为非培训收费"),
            ("arrival_reopen", "到账重新认领"), ("account_reversal", "登记银行冲正"), ("account_reversal_looked", "核查银行冲正"), ("arrival_return", "余款退回付款人"), ("receipt_reversal_ask", "申请冲正到账"), ("receipt_reverse", "到账冲正"), ("invoice_correct", "更正发票号码"), ("export_income", "导出应收"));
        services.AddScoped<IncomeSettings>();
        services.AddScoped<BillingService>();
        services.AddScoped<ReceiptService>();
        services.AddScoped<Reminders>();
        services.AddScoped<InvoiceService>();
        services.AddScoped<RefundService>();
        services.AddScoped<RefundFactsReader>();
        services.AddScoped<ArrivalService>();
        services.AddScoped<IReceiptSource>(provider => provider.GetRequiredService<ArrivalService>());
        services.AddScoped<ReversalService>();
        services.AddScoped<AccountReversals>();
        services.AddScoped<RegisterExport>();
        services.AddScoped<BillAccess>();
        services.AddScoped<IncomeQueries>();
        services.AddSingleton<ReceivedIncome>();
        services.AddScoped<IPaymentStanding, PaymentStanding>();
        services.AddScoped<IResultRemarks, UnpaidRemarks>();
        services.AddScoped<IContractIncome, ContractIncomes>();
        services.AddScoped<IMyLearningSection, DueBillsSection>();
        services.AddWorkflow<ReceivableWorkflow>();
        services.AddWorkflow<InvoiceWorkflow>();
        services.AddWorkflow<RefundWorkflow>();
        services.AddStepGate<CancelBillGate>();
        services.AddStepGate<IssueInvoiceGate>();
        services.AddStepGate<ReddenInvoiceGate>();
        services.AddStepGate<RefundApproverGate>();
        services.AddStepGate<PayRefundGate>();
        services.AddWorkflow<ReversalWorkflow>();
        services.AddStepGate<ReversalGate>();
        services.AddHandler<EnrolmentConfirmed, BillOnAdmission>();
        services.AddHandler<SeatGivenBack, EndBillOnLeaving>();
        services.AddHandler<ClassStateChanged, EndBillsOfCancelledClass>();
        services.AddSpreadsheetImport<ArrivalImport>();
        services.AddRecipeStep<DemoIncomeStep>();
        services.AddWork<IncomeWork>();
        services.AddRecordNames(new RecordNames(Receivable.RecordType, Permissions.IncomeView, "/console/income/bills/{key}", "SELECT id, number AS key, number || ' ' || payer_name AS name FROM receivable WHERE id IN @Ids"));
        services.AddRecordNames(new RecordNames(Invoice.RecordType, Permissions.IncomeView, "/console/income/invoices/{key}",
            "SELECT i.id, i.number AS key, i.number || ' ' || h.title AS name FROM invoice i JOIN invoice_header h ON h.id = i.header_id WHERE i.id IN @Ids"));
        services.AddRecordNames(new RecordNames(Refund.RecordType, Permissions.IncomeView, "/console/income/refunds/{key}",
            "SELECT f.id, f.number AS key, f.number || ' ' || r.payer_name AS name FROM refund f JOIN receivable r ON r.id = f.receivable_id WHERE f.id IN @Ids"));
        services.AddSearch<BillSearch>();
        services.AddRecordTab(new RecordTab(ClassStates.RecordType, "收费", "/console/classes/{key}/income", Permissions.IncomeView, 86) { Group = "经费" });
    }
}
