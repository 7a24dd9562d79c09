using CEBase.Platform.Data;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Audit;

/// <summary>痕迹: every act on every record, and how the chain over it stands.</summary>
[RequirePermission(Permissions.TraceView)]
internal sealed class TraceListModel(IDatabase database, TraceChain chain, WorkflowEngine workflows, IEnumerable<RecordNames> names, ICurrentUser user) : PageModel
{
    public const int Size = 50;

    private readonly Dictionary<(string, long), RecordName> _named = [];

    [FromQuery(Name = "type")]
    public string? Type { get; set; }

    [FromQuery(Name = "actor")]
    public string? Actor { get; set; }

    [FromQuery(Name = "step")]
    public string? Step { get; set; }

    [FromQuery(Name = "from")]
    public DateOnly? From { get; set; }

    [FromQuery(Name = "to")]
    public DateOnly? To { get; set; }

    [FromQuery(Name = "p")]
    public int Number { get; set; } = 1;

    /// <summary>Re-computes the chain, which takes time on a long one, so only when asked.</summary>
    [FromQuery(Name = "verify")]
    public bool Verify { get; set; }

    public long Total { get; private set; }
    public long Entries { get; private set; }
    public long Sealed { get; private set; }
    public TraceVerdict? Verdict { get; private set; }
    public IReadOnlyList<TraceLine> Lines { get; private set; } = [];
    public IReadOnlyList<string> Types { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Number = Math.Clamp(Number, 1, 1_000_000);
        await database.ReadAsync(LoadAsync);
        if (Verify)
        {
            Verdict = await chain.VerifyAsync(HttpContext.RequestAborted);
        }
    }

    /// <summary>What a line's record is called; null where no module says or the user may not see it.</summary>
    public RecordName? NameOf(TraceLine line) => _named.GetValueOrDefault((line.RecordType, line.RecordId));

    public string TypeLabel(string type) => Definition(type)?.Label ?? type;

    public WorkflowDefinition? Definition(string type) => workflows.Definitions.FirstOrDefault(d => d.RecordType == type);

    private async Task<int> LoadAsync(DbScope db)
    {
        var like = db.Dialect.Like;
        var where = new List<string> { "1 = 1" };
        void When(object? value, string condition)
        {
            if (value is not null and not "")
            {
                where.Add(condition);
            }
        }
        When(Type, "record_type = @Type");
        When(Actor, $"actor_name {like} @Actor");
        When(Step, "step = @Step");
        When(From, "at >= @From");
        When(To, "at < @To");
        var filter = new
        {
            Type,
            Actor = $"%{Actor?.Trim()}%",
            Step = Step?.Trim(),
            From = From?.At(TimeOnly.MinValue),
            To = To?.AddDays(1).At(TimeOnly.MinValue),
            Size,
            Skip = (Number - 1) * Size,
        };
        var condition = string.Join(" AND ", where);
        Types = await db.QueryAsync<string>("SELECT DISTINCT record_type FROM trace_entry ORDER BY record_type");
        Entries = await db.ScalarAsync<long>("SELECT count(*) FROM trace_entry");
        Sealed = await db.ScalarAsync<long>("SELECT count(*) FROM trace_seal");
        Total = await db.ScalarAsync<long>($"SELECT count(*) FROM trace_entry WHERE {condition}", filter);
        Lines = await db.QueryAsync<TraceLine>($"""
            SELECT id, at, actor_id, actor_name, record_type, record_id, step, from_state, to_state, findings, comment, attachments
            FROM trace_entry WHERE {condition} ORDER BY id DESC LIMIT @Size OFFSET @Skip
            """, filter);
        foreach (var kind in names)
        {
            foreach (var (id, name) in await kind.OfAsync(db, [.. Lines.Where(l => l.RecordType == kind.RecordType).Select(l => l.RecordId).Distinct()], user))
            {
                _named[(kind.RecordType, id)] = name;
            }
        }
        return 0;
    }
}
