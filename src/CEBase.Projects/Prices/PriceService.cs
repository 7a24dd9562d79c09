namespace CEBase.Projects.Prices;

/// <summary>Records approved or filed prices. Amount and first day stand once recorded: a new price is a new record, the old one gets a last day.</summary>
[RestsOn("BJTU:35", How = "登记批准或备案的收费标准、文号、文件和有效期，收费只能取自这里")]
internal sealed class PriceService(PriceRepository prices, Trace trace)
{
    /// <summary>Records a price and returns its id. The same request key again gives the record of the first time.</summary>
    public async Task<long> CreateAsync(DbScope db, ApprovedPrice price, string? requestKey, ICurrentUser user)
    {
        Demand(user);
        price = price with
        {
            Name = Field.Required(price.Name, nameof(price.Name), "收费项目", 200),
            FilingNo = Field.Required(price.FilingNo, nameof(price.FilingNo), "批准或备案文号", 200),
            Basis = Field.Required(price.Basis, nameof(price.Basis), "定价依据", 200),
        };
        Field.Check(price.Amount >= Money.Zero, "amount_range", nameof(price.Amount), "请填写每人标准，最多两位小数。");
        CheckDays(price.HoldsFrom, price.HoldsUntil);
        if (requestKey is not null && await prices.FindByKeyAsync(db, requestKey) is { } before)
        {
            return before;
        }
        if (await prices.HasFilingAsync(db, price.FilingNo))
        {
            throw new Refusal("price_filing_taken", $"文号 {price.FilingNo} 已经登记过。") { Field = nameof(price.FilingNo), Status = 409 };
        }
        var id = await prices.AddAsync(db, price, requestKey);
        await trace.AppendAsync(db, new TraceEntry(ApprovedPrice.RecordType, id, "create"), user);
        return id;
    }

    /// <summary>Sets the last day; null lets the price go on.</summary>
    public async Task EndAsync(DbScope db, long id, DateOnly? until, ICurrentUser user)
    {
        Demand(user);
        var price = await prices.GetAsync(db, id);
        CheckDays(price.HoldsFrom, until);
        if (price.HoldsUntil != until)
        {
            await prices.EndAsync(db, id, until);
            await trace.AppendAsync(db, new TraceEntry(ApprovedPrice.RecordType, id, "price_end") { Comment = until?.InTable() ?? "不设截止日" }, user);
        }
    }

    private static void CheckDays(DateOnly from, DateOnly? until)
    {
        Field.Check(from.Year is >= 2000 and <= 2100, "required", nameof(ApprovedPrice.HoldsFrom), "请填写生效日。");
        Field.Check(!(until < from), "day_order", nameof(ApprovedPrice.HoldsUntil), "截止日不能早于生效日。");
    }

    private static void Demand(ICurrentUser user) => user.Demand(Permissions.PricesManage, "您没有登记价格备案的权限。");
}
