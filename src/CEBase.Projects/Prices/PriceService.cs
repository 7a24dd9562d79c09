namespace CEBase.Projects.Prices;

/// <summary>An approved or filed price as it is stored.</summary>
internal sealed record ApprovedPrice
{
    public long Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Most that a learner may be charged.</summary>
    public Money Amount { get; init; }

    /// <summary>On what it was worked out: costs, comparison, decision.</summary>
    public string Basis { get; init; } = "";

    public string FilingNo { get; init; } = "";
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
    public DateOnly HoldsFrom { get; init; }
    public DateOnly? HoldsUntil { get; init; }
    public int Version { get; init; }
}

/// <summary>Records approved or filed prices. Amount and first day stand once recorded: a new price is a new record, the old one gets a last day.</summary>
[RestsOn("BJTU:35", How = "登记批准或备案的收费标准、文号、文件和有效期，收费只能取自这里")]
internal sealed class PriceService(Trace trace)
{
    public const string RecordType = "ApprovedPrice";

    /// <summary>Records a price and returns its id. The same request key again gives the record of the first time.</summary>
    public async Task<long> CreateAsync(DbScope db, ApprovedPrice price, string? requestKey, ICurrentUser user)
    {
        Ask(user);
        foreach (var (field, value, label) in new[] { (nameof(price.Name), price.Name, "收费项目"), (nameof(price.FilingNo), price.FilingNo, "批准或备案文号"), (nameof(price.Basis), price.Basis, "定价依据") })
        {
            if (string.IsNullOrWhiteSpace(value) || value.Length > 200)
            {
                throw new Refusal("price_incomplete", $"请填写{label}，最多 200 个字。") { Field = field };
            }
        }
        if (price.Amount < Money.Zero)
        {
            throw new Refusal("price_amount", "请填写每人标准，最多两位小数。") { Field = nameof(price.Amount) };
        }
        CheckDays(price.HoldsFrom, price.HoldsUntil);
        if (requestKey is not null && await db.FirstAsync<long?>("SELECT id FROM approved_price WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return before;
        }
        if (await db.ScalarAsync<long>("SELECT count(*) FROM approved_price WHERE filing_no = @FilingNo", new { FilingNo = price.FilingNo.Trim() }) > 0)
        {
            throw new Refusal("price_filing_taken", $"文号 {price.FilingNo.Trim()} 已经登记过。") { Field = nameof(price.FilingNo), Status = 409 };
        }
        var id = await db.InsertAsync("""
            INSERT INTO approved_price (request_key, name, amount, basis, filing_no, file_hash, file_name, holds_from, holds_until, version)
            VALUES (@RequestKey, @Name, @Amount, @Basis, @FilingNo, @FileHash, @FileName, @HoldsFrom, @HoldsUntil, 1)
            """, new
        {
            RequestKey = requestKey, Name = price.Name.Trim(), price.Amount, Basis = price.Basis.Trim(), FilingNo = price.FilingNo.Trim(), price.FileHash, price.FileName, price.HoldsFrom, price.HoldsUntil,
        });
        await trace.AppendAsync(db, new TraceEntry(RecordType, id, "create"), user);
        return id;
    }

    /// <summary>Sets the last day; null lets the price go on.</summary>
    public async Task EndAsync(DbScope db, long id, DateOnly? until, ICurrentUser user)
    {
        Ask(user);
        var price = await FindAsync(db, id) ?? throw Refusal.NotFound("没有这条价格备案。");
        CheckDays(price.HoldsFrom, until);
        if (price.HoldsUntil != until)
        {
            await db.ExecuteAsync("UPDATE approved_price SET holds_until = @until, version = version + 1 WHERE id = @id", new { id, until });
            await trace.AppendAsync(db, new TraceEntry(RecordType, id, "price_end") { Comment = until?.InTable() ?? "不设截止日" }, user);
        }
    }

    public static Task<ApprovedPrice?> FindAsync(DbScope db, long id) => db.FirstAsync<ApprovedPrice>($"{Select} WHERE id = @id", new { id });

    public static Task<IReadOnlyList<ApprovedPrice>> AllAsync(DbScope db) => db.QueryAsync<ApprovedPrice>($"{Select} ORDER BY holds_until IS NOT NULL, name, holds_from DESC");

    private const string Select = "SELECT id, name, amount, basis, filing_no, file_hash, file_name, holds_from, holds_until, version FROM approved_price";

    private static void CheckDays(DateOnly from, DateOnly? until)
    {
        if (from.Year is < 2000 or > 2100)
        {
            throw new Refusal("price_from", "请填写生效日。") { Field = nameof(ApprovedPrice.HoldsFrom) };
        }
        if (until < from)
        {
            throw new Refusal("price_until", "截止日不能早于生效日。") { Field = nameof(ApprovedPrice.HoldsUntil) };
        }
    }

    private static void Ask(ICurrentUser user)
    {
        if (!user.Has(Permissions.PricesManage))
        {
            throw new Refusal("not_allowed", "您没有登记价格备案的权限。") { Status = 403 };
        }
    }
}
