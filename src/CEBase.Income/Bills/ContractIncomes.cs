namespace CEBase.Income.Bills;

/// <summary>Billed, received and invoiced by contract, for the contract ledger.</summary>
internal sealed class ContractIncomes : IContractIncome
{
    public async Task<IReadOnlyDictionary<long, ContractIncome>> OfAsync(DbScope db, IReadOnlyCollection<long> contractIds)
    {
        var found = new Dictionary<long, ContractIncome>();
        foreach (var ids in contractIds.Distinct().Chunk(500))
        {
            foreach (var row in await db.QueryAsync<ContractIncome>("""
                SELECT r.contract_id, CAST(sum(CASE WHEN r.state = 'cancelled' THEN r.received - r.refunded ELSE r.amount END) AS bigint) AS billed,
                  CAST(sum(r.received - r.refunded) AS bigint) AS received,
                  CAST(coalesce(sum((SELECT b.amount FROM invoice_bill b JOIN invoice i ON i.id = b.invoice_id WHERE b.invoice_id = r.invoice_id AND b.receivable_id = r.id AND i.state IN ('issued', 'reissue'))), 0) AS bigint) AS invoiced
                FROM receivable r WHERE r.contract_id IN @ids GROUP BY r.contract_id
                """, new { ids }))
            {
                found[row.ContractId] = row;
            }
        }
        return found;
    }
}
