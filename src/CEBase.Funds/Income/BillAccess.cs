using CEBase.Funds.Income.Invoices;
using CEBase.Funds.Income.Rules;

namespace CEBase.Funds.Income;

/// <summary>Which bills are a payer's own: a learner's, and those of the client for which an account speaks.</summary>
internal sealed class BillAccess(IEnrolmentDirectory directory)
{
    private const string OfContact = """
        r.payer_kind = 'Client' AND EXISTS (SELECT 1 FROM contract k JOIN client m ON m.id = k.client_id JOIN organisation_contact o ON o.account_id = @account
          WHERE k.id = r.contract_id AND (o.organisation = m.name OR o.credit_code = m.credit_code))
        """;

    public async Task<IReadOnlyList<Receivable>> OwnAsync(DbScope db, ICurrentUser user)
    {
        if (user.AccountId is not { } account)
        {
            return [];
        }
        var own = await directory.LearnerOfAsync(db, account) is { } learner ? await Receivable.OfLearnerAsync(db, learner.Id) : [];
        var ofClient = user.Has(Enrollment.Permissions.OwnRosters)
            ? await db.QueryAsync<Receivable>($"{Receivable.Select} WHERE {OfContact} ORDER BY CASE WHEN r.state IN ({ReceivableWorkflow.Owing}) THEN 0 ELSE 1 END, r.id DESC", new { account }) : [];
        return [.. own, .. ofClient];
    }

    /// <summary>The bill when it is the user's own.</summary>
    /// <exception cref="Refusal">404 otherwise, so that numbers can't be tried out.</exception>
    public async Task<Receivable> OpenAsync(DbScope db, string number, ICurrentUser user)
    {
        var bill = await Receivable.FindAsync(db, number);
        return bill is not null && await IsOwnAsync(db, bill, user) ? bill : throw Refusal.NotFound($"没有编号为 {number} 的缴费通知。");
    }

    public async Task<bool> IsOwnAsync(DbScope db, Receivable bill, ICurrentUser user) => user.AccountId is { } account && (bill.PayerKind == PayerKind.Learner
        ? (await directory.LearnerOfAsync(db, account))?.Id == bill.LearnerId
        : user.Has(Enrollment.Permissions.OwnRosters) && await db.ScalarAsync<long>($"SELECT count(*) FROM receivable r WHERE r.id = @Id AND {OfContact}", new { bill.Id, account }) > 0);

    /// <summary>Other bills of the same client that have no invoice, for one invoice over several.</summary>
    public static async Task<IReadOnlyList<Receivable>> OthersToInvoiceAsync(DbScope db, Receivable bill) => bill.PayerKind == PayerKind.Learner ? []
        : [.. (await db.QueryAsync<Receivable>($"""
            {Receivable.Select} WHERE r.payer_kind = 'Client' AND r.id <> @Id AND r.invoice_id IS NULL
              AND r.contract_id IN (SELECT k.id FROM contract k WHERE k.client_id = (SELECT o.client_id FROM contract o WHERE o.id = @ContractId)) ORDER BY r.id
            """, new { bill.Id, bill.ContractId })).Where(b => b.PayerName == bill.PayerName && InvoiceService.Due(b) > Money.Zero)];

    /// <summary>What stands in the header's form at first: the client's invoice title, the learner's employer, or the header used last.</summary>
    public static async Task<HeaderInput> SuggestAsync(DbScope db, Receivable bill)
    {
        if (bill.PayerKind == PayerKind.Client)
        {
            var client = await db.FirstAsync<Suggested>("""
                SELECT CASE WHEN c.invoice_title <> '' THEN c.invoice_title ELSE c.name END AS title, c.credit_code FROM contract k JOIN client c ON c.id = k.client_id WHERE k.id = @ContractId
                """, new { bill.ContractId });
            return new HeaderInput { Title = client?.Title, CreditCode = client?.CreditCode };
        }
        var last = await db.FirstAsync<InvoiceHeaderRow>("""
            SELECT h.id, h.kind, h.title, h.credit_code, h.email FROM invoice_header h JOIN invoice i ON i.header_id = h.id JOIN invoice_bill b ON b.invoice_id = i.id
            JOIN receivable r ON r.id = b.receivable_id WHERE r.learner_id = @LearnerId ORDER BY h.id DESC LIMIT 1
            """, new { bill.LearnerId });
        if (last is not null)
        {
            return new HeaderInput { Kind = last.Kind.ToString(), Title = last.Title, CreditCode = last.CreditCode, Email = last.Email };
        }
        var learner = await db.FirstAsync<Suggested>("SELECT employer AS title, credit_code, email FROM learner WHERE id = @LearnerId", new { bill.LearnerId });
        return new HeaderInput { Title = learner?.Title, CreditCode = learner?.CreditCode, Email = learner?.Email, Kind = nameof(HeaderKind.Organisation) };
    }

    private sealed record Suggested
    {
        public string? Title { get; init; }
        public string? CreditCode { get; init; }
        public string? Email { get; init; }
    }
}
