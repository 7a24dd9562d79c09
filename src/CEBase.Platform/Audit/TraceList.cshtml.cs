using CEBase.Platform.Data;
using CEBase.Platform.Lists;
using CEBase.Platform.Navigation;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Platform.Audit;

/// <summary>痕迹: every act on every record, and how the chain over it stands.</summary>
[RequirePermission(Permissions.TraceView)]
internal sealed class TraceListModel(ListServices services, TraceChain chain, IEnumerable<RecordNames> names, IEnumerable<TraceAct> acts) : ListPage<TraceLine>(services)
{
    private readonly Dictionary<(string, long), RecordName> _named = [];

    /// <summary>Re-computes the chain, which takes time on a long one, so only when asked.</summary>
    [FromQuery(Name = "verify")]
    public bool Verify { get; set; }

    public long Entries { get; private set; }
    public long Sealed { get; private set; }
    public TraceVerdict? Verdict { get; private set; }

    protected override async Task<ListQuery<TraceLine>> DescribeAsync(DbScope db) => new("痕迹", TraceChain.Select, "id DESC")
    {
        Filters =
        [
            ListFilter.Choice("type", "记录类型", "record_type", Options.Of(await chain.RecordTypesAsync(db), t => t, TypeLabel)),
            new ListFilter("actor", "经办人", $@"actor_name {db.Dialect.Like} @actor ESCAPE '\'", ListFilterKind.Text) { Read = text => SqlText.Containing(text) },
            new ListFilter("step", "环节代号", "step = @step", ListFilterKind.Text) { Read = text => text.Trim() },
            ListFilter.Day("from", "从", "at >= @from") with { Read = text => DayOf(text)?.At(TimeOnly.MinValue) },
            ListFilter.Day("to", "到", "at < @to") with { Read = text => DayOf(text)?.AddDays(1).At(TimeOnly.MinValue) },
        ],
        Columns =
        [
            new("编号", t => t.Id.ToString(CultureInfo.InvariantCulture)),
            new("时间", t => t.At),
            new("经办人", t => t.ActorName),
            new("记录", t => NameOf(t)?.Text ?? $"{TypeLabel(t.RecordType)} {t.RecordId}") { Link = t => NameOf(t)?.Href, Detail = t => NameOf(t) is null ? null : TypeLabel(t.RecordType), Place = CellPlace.Head },
            new("环节", StepLabel),
            new("状态变化", t => t.FromState == t.ToState ? "" : $"{StateLabel(t, t.FromState)} → {StateLabel(t, t.ToState)}"),
            new("意见与说明", t => string.Join('\n', [.. Trace.FindingsOf(t).Select(f => f.Sentence), t.Comment ?? ""])) { IsText = true },
        ],
        Size = 50, Unit = "条痕迹",
    };

    protected override async Task<IReadOnlyList<TraceLine>> CompleteAsync(DbScope db, IReadOnlyList<TraceLine> rows)
    {
        foreach (var kind in names)
        {
            foreach (var (id, name) in await kind.OfAsync(db, [.. rows.Where(l => l.RecordType == kind.RecordType).Select(l => l.RecordId).Distinct()], CurrentUser))
            {
                _named[(kind.RecordType, id)] = name;
            }
        }
        return rows;
    }

    protected override async Task LoadMoreAsync(DbScope db)
    {
        (Entries, Sealed) = await chain.CountAsync(db);
        Verdict = Verify ? await chain.VerifyAsync(HttpContext.RequestAborted) : null;
    }

    /// <summary>What a line's record is called; null where no module says or the user may not see it.</summary>
    private RecordName? NameOf(TraceLine line) => _named.GetValueOrDefault((line.RecordType, line.RecordId));

    private string TypeLabel(string type) => DefinitionOf(type)?.Label ?? type;

    private string StepLabel(TraceLine line) =>
        DefinitionOf(line.RecordType)?.Steps.FirstOrDefault(s => s.Name == line.Step)?.Label ?? acts.FirstOrDefault(a => a.Name == line.Step)?.Label ?? line.Step;

    private string StateLabel(TraceLine line, string state) => DefinitionOf(line.RecordType)?.States.FirstOrDefault(s => s.Name == state)?.Label ?? state;

    private WorkflowDefinition? DefinitionOf(string type) => Engine.Definitions.FirstOrDefault(d => d.RecordType == type);

    private static DateOnly? DayOf(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? day : null;
}
