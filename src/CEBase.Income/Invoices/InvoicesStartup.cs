namespace CEBase.Income.Invoices;

internal sealed class InvoicesStartup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTraceActs(("invoice_header", "确认发票抬头"), ("invoice_reissue", "申请换开发票"), ("invoice_correct", "更正发票号码"));
        services.AddSingleton<InvoiceRepository>();
        services.AddScoped<InvoiceRequests>();
        services.AddScoped<InvoiceService>();
        services.AddScoped<InvoiceSuggestions>();
        services.AddRecordNames(new RecordNames(Invoice.RecordType, Permissions.IncomeView, IncomeAddresses.OfInvoice("{key}"),
            "SELECT i.id, i.number AS key, i.number || ' ' || h.title AS name FROM invoice i JOIN invoice_header h ON h.id = i.header_id WHERE i.id IN @Ids"));
    }
}
