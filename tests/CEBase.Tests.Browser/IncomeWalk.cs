namespace CEBase.Tests.Browser;

/// <summary>Looks at the pages of income that no navigation leads to, for each who uses them.</summary>
[Collection("browser")]
public sealed class IncomeWalk(BrowserSite site)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bills_receipts_invoices_and_refunds_are_sound_pages_for_finance(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.SignInAsync("finance@example.com");
        foreach (var (address, picture) in new[]
        {
            ("/console/income", "income"), ("/console/income/receipts", "income-receipts"), ("/console/income/received", "income-received"),
            ("/console/income/received/" + await OneAsync("SELECT number FROM receipt LIMIT 1"), "income-receipt"), ("/console/income/bills/" + await OneAsync("SELECT number FROM receivable WHERE state = 'settled' AND invoice_id IS NOT NULL LIMIT 1"), "income-bill"),
            ("/console/income/invoices/" + await OneAsync("SELECT number FROM invoice WHERE state = 'asked' LIMIT 1"), "income-invoice"),
            ("/console/income/refunds/" + await OneAsync("SELECT number FROM refund WHERE state = 'approved' LIMIT 1"), "income-refund"),
            ("/receipts/" + await OneAsync("SELECT number FROM receipt LIMIT 1"), "receipt"),
        })
        {
            await visit.OpenAsync(address);
            await visit.LookAsync(picture);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_class_and_its_client_are_billed_on_a_sound_page(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.SignInAsync("staff@example.com");
        foreach (var (no, picture) in new[] { ("012", "income-class"), ("022", "income-client-class"), ("019", null) })
        {
            await visit.OpenAsync("/console/classes/" + await OneAsync($"SELECT class_no FROM training_class WHERE class_no LIKE '%-{no}'") + "/income");
            await visit.LookAsync(picture);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_learner_sees_what_is_owed_and_how_to_pay(bool phone)
    {
        await using var visit = await site.VisitAsync(phone);
        await visit.SignInAsync("learner001@example.com");
        await visit.OpenAsync("/my/bills");
        await visit.LookAsync("my-bills");
        foreach (var state in new[] { "open", "settled" })
        {
            await visit.OpenAsync("/my/bills/" + await OneAsync($"SELECT r.number FROM receivable r JOIN learner l ON l.id = r.learner_id WHERE l.email = 'learner001@example.com' AND r.state = '{state}' LIMIT 1"));
            await visit.LookAsync($"my-bill-{state}");
        }
    }

    private Task<string> OneAsync(string sql) => site.Site.Database.ReadAsync(async db => (await db.FirstAsync<string>(sql))!);
}
