namespace CEBase.Funds.Budgets;

/// <summary>Kinds of sources.</summary>
internal enum FundKind
{
    /// <summary>The one-time central grant: special account, only budgeted and permitted uses.</summary>
    Grant,

    /// <summary>Training income, by class.</summary>
    Income,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A source of money with its rules.</summary>
internal sealed record Fund
{
    public const string RecordType = "Fund";

    public long Id { get; init; }
    public string Code { get; init; } = "";
    public string Name { get; init; } = "";
    public FundKind Kind { get; init; }

    /// <summary>Document or source it comes from.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Account or project number at school finance.</summary>
    public string Account { get; init; } = "";

    /// <summary>What was granted; zero where nothing limits it.</summary>
    public Money Total { get; init; }

    public Money Planned { get; init; }
    public int PlanVersion { get; init; }

    /// <summary>Block, Review or Parameter.</summary>
    public string Overspend { get; init; } = "";

    /// <summary>How grave a use is here that Article 20 forbids for the grant.</summary>
    public Severity ForbiddenUses { get; init; }

    public bool OnlyPermittedUses { get; init; }

    /// <summary>Every line of a claim names a class or task.</summary>
    public bool NeedsTask { get; init; }

    public bool IsGrant => Kind == FundKind.Grant;
}

/// <summary>What the form of a fund holds.</summary>
internal sealed record FundDetails(string Code, string Name, FundKind Kind, string Origin, string Account, Money Total)
{
    public string? RequestKey { get; init; }
}

/// <summary>Keeps the sources. Rules follow from the kind, so that nobody can open a grant with loose ones.</summary>
[RestsOn("NPU:19", How = "中央一次性补助单独建账，专户核算，规则随来源类型固定")]
[RestsOn("NPU:20", How = "禁止开支在专项补助一律停止，没有放行")]
internal sealed class FundRepository(Trace trace, IParameters parameters, TimeProvider clock)
{
    private const string Select = "SELECT id, code, name, kind, origin, account, total, planned, plan_version, overspend, forbidden_uses, only_permitted_uses, needs_task FROM fund";

    public const string IncomeOverspend = "funds.income-overspend";

    public Task<IReadOnlyList<Fund>> ListAsync(DbScope db) => db.QueryAsync<Fund>($"{Select} ORDER BY CASE kind WHEN 'Grant' THEN 0 WHEN 'Income' THEN 1 ELSE 2 END, code");

    public Task<Fund?> FindAsync(DbScope db, long id) => db.FirstAsync<Fund>($"{Select} WHERE id = @id", new { id });

    public Task<Fund?> FindAsync(DbScope db, string code) => db.FirstAsync<Fund>($"{Select} WHERE code = @code", new { code });

    /// <exception cref="Refusal">A value is missing; the code is taken (<c>fund_code_taken</c>).</exception>
    public async Task<Fund> CreateAsync(DbScope db, FundDetails details, ICurrentUser user)
    {
        if (details.RequestKey is { } key && await db.FirstAsync<Fund>($"{Select} WHERE request_key = @key", new { key }) is { } before)
        {
            return before;
        }
        var wrong = new Refusals();
        wrong.Ask(() => FieldParser.Need(details.Code, nameof(details.Code), "编号"));
        wrong.Ask(() => FieldParser.Need(details.Name, nameof(details.Name), "名称"));
        wrong.Ask(() => FieldParser.Need(details.Account, nameof(details.Account), "学校财务账号或项目号"));
        wrong.Ask(() => FieldParser.Require(details.Kind != FundKind.Grant || details.Total != Money.Zero, "fund_total_missing", nameof(details.Total), "专项补助要填写批复总额，预算合计不能超过它。"));
        wrong.Done();
        var isGrant = details.Kind == FundKind.Grant;
        var id = await db.ScalarAsync<long?>("""
            INSERT INTO fund (code, name, kind, origin, account, total, planned, plan_version, overspend, forbidden_uses, only_permitted_uses, needs_task, request_key)
            VALUES (@Code, @Name, @Kind, @Origin, @Account, @Total, 0, 0, @Overspend, @ForbiddenUses, @isGrant, @isGrant, @RequestKey)
            ON CONFLICT DO NOTHING RETURNING id
            """, new
        {
            Code = details.Code.Trim(), Name = details.Name.Trim(), Kind = details.Kind.ToString(), Origin = details.Origin.Trim(), Account = details.Account.Trim(), details.Total,
            Overspend = isGrant ? "Block" : details.Kind == FundKind.Income ? "Parameter" : "Block",
            ForbiddenUses = (isGrant ? Severity.Block : Severity.Review).ToString(), isGrant, details.RequestKey,
        }) ?? throw new Refusal("fund_code_taken", $"编号 {details.Code.Trim()} 已经用于另一项经费，请换一个。") { Field = nameof(details.Code) };
        await trace.AppendAsync(db, new TraceEntry(Fund.RecordType, id, "create"), user);
        return (await FindAsync(db, id))!;
    }

    /// <summary>Changes what may change: name, document, account and, for a grant, its total. Code, kind and rules stand.</summary>
    /// <param name="db">A write.</param>
    /// <param name="before">The fund as the form showed it.</param>
    /// <param name="details">As typed; code and kind are ignored.</param>
    /// <param name="reason">On what document; asked for when the total changes.</param>
    /// <param name="user">Who.</param>
    /// <exception cref="Refusal">A value is missing; the total is less than what is planned; somebody else changed it first (<c>changed_meanwhile</c>).</exception>
    public async Task UpdateAsync(DbScope db, Fund before, FundDetails details, string? reason, ICurrentUser user)
    {
        var wrong = new Refusals();
        wrong.Ask(() => FieldParser.Need(details.Name, nameof(details.Name), "名称"));
        wrong.Ask(() => FieldParser.Need(details.Account, nameof(details.Account), "学校财务账号或项目号"));
        var total = before.IsGrant ? details.Total : before.Total;
        wrong.Ask(() => FieldParser.Require(total == before.Total || !string.IsNullOrWhiteSpace(reason), "reason_missing", "Reason", "改批复总额要写明依据的文件。"));
        wrong.Ask(() => FieldParser.Require(!before.IsGrant || (total != Money.Zero && total >= before.Planned), "fund_total", nameof(details.Total), $"已编预算 {before.Planned} 元，批复总额不能少于它。请先调减预算。"));
        wrong.Done();
        if (await db.ExecuteAsync("""
            UPDATE fund SET name = @Name, origin = @Origin, account = @Account, total = @total
            WHERE id = @Id AND name = @WasName AND origin = @WasOrigin AND account = @WasAccount AND total = @WasTotal AND (kind <> 'Grant' OR planned <= @total)
            """, new
        {
            before.Id, Name = details.Name.Trim(), Origin = details.Origin.Trim(), Account = details.Account.Trim(), total,
            WasName = before.Name, WasOrigin = before.Origin, WasAccount = before.Account, WasTotal = before.Total,
        }) == 0)
        {
            throw new Refusal("changed_meanwhile", "刚才有人改过这项经费，请核对现在的内容后再改。") { Status = 409 };
        }
        var changes = new[] { ("名称", before.Name, details.Name.Trim()), ("来源文件", before.Origin, details.Origin.Trim()), ("账号", before.Account, details.Account.Trim()), ("批复总额", before.Total.ToString(), total.ToString()) }
            .Where(c => c.Item2 != c.Item3).Select(c => $"{c.Item1}由“{c.Item2}”改为“{c.Item3}”");
        await trace.AppendAsync(db, new TraceEntry(Fund.RecordType, before.Id, "edit") { Comment = string.Join("；", [.. changes, .. reason is { Length: > 0 } ? [$"依据：{reason.Trim()}"] : Array.Empty<string>()]) }, user);
    }

    /// <summary>What overspending a line of this fund means today.</summary>
    public async Task<Severity> OverspendAsync(DbScope db, Fund fund)
    {
        if (fund.IsGrant)
        {
            return Severity.Block;
        }
        var policy = fund.Overspend == "Parameter" ? (await parameters.GetAsync(db, IncomeOverspend, clock.Today())).Value : fund.Overspend;
        return policy.Equals("review", StringComparison.OrdinalIgnoreCase) ? Severity.Review : Severity.Block;
    }
}

/// <summary>Words of sources.</summary>
internal static class FundWords
{
    public static string Label(this FundKind kind) => kind switch
    {
        FundKind.Grant => "中央一次性补助（专项）",
        FundKind.Income => "培训收入",
        _ => "其他来源",
    };
}
