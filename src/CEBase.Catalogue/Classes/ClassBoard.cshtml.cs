namespace CEBase.Catalogue.Classes;

/// <summary>看板: classes under way by state, with what holds up each one's next step. A column shows the soonest; the list has the rest.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassBoardModel(IDatabase database, ClassQueries queries, WorkflowEngine engine, IAccounts accounts, ICurrentUser user, TimeProvider clock) : PageModel
{
    /// <summary>Cards a column: the gates of each are asked, so that the board costs the same however many classes there are.</summary>
    public const int Shown = 8;

    private static readonly string[] States = [ClassStates.Draft, ClassStates.Planned, ClassStates.Open, ClassStates.Ready, ClassStates.Running, ClassStates.Ended];

    public sealed record Line(ClassCard Card, SeatCount Seats, StepDefinition Next, IReadOnlyList<string> Stops, IReadOnlyList<string> Waits);

    public sealed record Column(StateDefinition State, int Total, IReadOnlyList<Line> Classes);

    [FromQuery] public long? Adviser { get; set; }

    public IReadOnlyList<Column> Columns { get; private set; } = [];
    public IReadOnlyList<AccountInfo> Advisers { get; private set; } = [];
    public DateOnly Today { get; } = clock.Today();
    public int Total => Columns.Sum(c => c.Total);

    public Task OnGetAsync(CancellationToken cancel) => database.ReadAsync<int>(async db =>
    {
        var columns = new List<Column>();
        foreach (var state in States)
        {
            // What is over was over longest; what is to come comes soonest.
            var found = await queries.ListAsync(db, new ClassFilter { States = [state], AdviserId = Adviser, Sort = "start", Size = Shown });
            var lines = new List<Line>();
            foreach (var (card, seats) in found.Items)
            {
                var next = await engine.CheckAsync(db, ClassStates.RecordType, card.Id, ClassChecklist.NextOf(state)!, user);
                lines.Add(new Line(card, seats, next.Step, Of(next, Severity.Block), Of(next, Severity.Review)));
            }
            columns.Add(new Column(ClassWorkflow.Life.State(state), found.Total, lines));
        }
        Columns = columns;
        Advisers = await accounts.HoldersAsync(db, Permissions.ManageOwn);
        return 0;
    }, cancel);

    /// <summary>How far off the day is that matters in this state.</summary>
    public string When(Line line) => line.Card.State switch
    {
        ClassStates.Running => Days(line.Card.EndsOn, "结束"),
        ClassStates.Ended => Days(line.Card.EndsOn, "结束"),
        _ => Days(line.Card.StartsOn, "开班"),
    };

    public bool IsLate(Line line) => line.Card.State is ClassStates.Running or ClassStates.Ended ? line.Card.EndsOn < Today : line.Card.StartsOn < Today;

    private string Days(DateOnly day, string what) => (day.DayNumber - Today.DayNumber) switch
    {
        0 => $"今天{what}",
        1 => $"明天{what}",
        > 1 and var days => $"{days} 天后{what}",
        var days => $"{(what == "结束" ? "已结束" : "过了开班日")} {-days} 天",
    };

    private static string[] Of(OfferedStep step, Severity worst) =>
        [.. step.Gates.Where(g => g.Findings.Count > 0 && g.Findings.Max(f => f.Severity) == worst).Select(g => g.Label)];
}
