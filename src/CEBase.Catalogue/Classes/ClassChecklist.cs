namespace CEBase.Catalogue.Classes;

/// <summary>How a line of the checklist stands.</summary>
internal enum LineStand
{
    /// <summary>符合.</summary>
    Met,

    /// <summary>待办: asks for a reason, or its time has not come.</summary>
    Waiting,

    /// <summary>不能办理: stops the next step.</summary>
    Stopped,
}

/// <summary>One line of the checklist: what one gate, of whatever module, has to say.</summary>
internal sealed record ChecklistLine(string Label, LineStand Stand, IReadOnlyList<Finding> Findings, IReadOnlyList<Citation> Articles, string Actor, string RemedyLabel)
{
    /// <summary>Where it is mended, or null when there is nothing to mend.</summary>
    public string? Remedy => Findings.Where(f => f.Severity != Severity.Note).Select(f => f.Remedy).FirstOrDefault(r => r is not null);
}

/// <summary>Where a block of the checklist stands.</summary>
internal enum BlockStand
{
    /// <summary>Its steps are taken.</summary>
    Done,

    /// <summary>Its step is the class's next.</summary>
    Now,

    /// <summary>Other steps come before.</summary>
    Later,

    /// <summary>The class was cancelled before it came here.</summary>
    Off,
}

/// <summary>A block of the checklist: 开放报名, 开班 or 结班.</summary>
/// <param name="Name">Name of the step it ends with.</param>
/// <param name="Title">Heading.</param>
/// <param name="Stand">Where it stands.</param>
/// <param name="Lines">The gates; none when it is done or off.</param>
/// <param name="Next">The step to be taken now, or null.</param>
/// <param name="Taken">How its steps were taken, oldest first.</param>
internal sealed record ChecklistBlock(string Name, string Title, BlockStand Stand, IReadOnlyList<ChecklistLine> Lines, OfferedStep? Next, IReadOnlyList<TraceLine> Taken)
{
    public int Met => Lines.Count(l => l.Stand == LineStand.Met);

    public int Stopped => Lines.Count(l => l.Stand == LineStand.Stopped);
}

/// <summary>
/// Draws the checklist of a class: every gate of every module on the way from plan to close, also of the steps that are not next yet. Knows
/// no gate; a module that registers one finds it here.
/// </summary>
internal sealed class ClassChecklist(WorkflowEngine engine, IEnumerable<IPermissionProvider> permissions, Trace trace)
{
    /// <summary>The main way, from state to state.</summary>
    private static readonly (string From, string Step)[] Way =
    [
        (ClassStates.Draft, ClassWorkflow.Plan), (ClassStates.Planned, ClassWorkflow.OpenEnrolment), (ClassStates.Open, ClassWorkflow.MakeReady),
        (ClassStates.Ready, ClassWorkflow.Start), (ClassStates.Running, ClassWorkflow.End), (ClassStates.Ended, ClassWorkflow.Close),
    ];

    private static readonly (string Title, int From, int To)[] Blocks = [("开放报名", 0, 1), ("开班", 2, 3), ("结班", 4, 5)];

    private readonly Dictionary<string, string> _labels = permissions.SelectMany(p => p.Permissions).DistinctBy(p => p.Name).ToDictionary(p => p.Name, p => p.Label);

    /// <summary>The step on the main way that leads on from a state, or null at its end.</summary>
    public static string? NextOf(string state) => Way.FirstOrDefault(w => w.From == state).Step;

    public async Task<IReadOnlyList<ChecklistBlock>> ReadAsync(DbScope db, ClassRow row, ICurrentUser user)
    {
        var history = await trace.OfAsync(db, ClassStates.RecordType, row.Id);
        var isCancelled = row.State == ClassStates.Cancelled;
        var at = Reached(isCancelled ? history.FirstOrDefault(l => l.Step == ClassWorkflow.Cancel)?.FromState ?? ClassStates.Draft : row.State);
        var blocks = new List<ChecklistBlock>();
        foreach (var (title, from, to) in Blocks)
        {
            var steps = Way[from..(to + 1)].Select(w => w.Step).ToList();
            var taken = history.Where(l => steps.Contains(l.Step)).Reverse().ToList();
            var stand = at > to ? BlockStand.Done : isCancelled ? BlockStand.Off : at >= from ? BlockStand.Now : BlockStand.Later;
            if (stand is BlockStand.Done or BlockStand.Off)
            {
                blocks.Add(new ChecklistBlock(Way[to].Step, title, stand, [], null, taken));
                continue;
            }
            var offered = new List<OfferedStep>();
            foreach (var step in Way[Math.Max(from, at)..(to + 1)].Select(w => w.Step))
            {
                offered.Add(await engine.CheckAsync(db, ClassStates.RecordType, row.Id, step, user));
            }
            var next = stand == BlockStand.Now ? offered[0] : null;
            blocks.Add(new ChecklistBlock(Way[to].Step, title, stand, Lines(offered, next), next, taken));
        }
        return blocks;
    }

    /// <summary>Where on the way a state stands; past its end for classes that are over.</summary>
    private static int Reached(string state) => Array.FindIndex(Way, w => w.From == state) is >= 0 and var at ? at : Way.Length;

    // The same gate may guard two steps of a block; it is one line then, with what it says of both.
    // What is to be done comes first.
    private IReadOnlyList<ChecklistLine> Lines(IReadOnlyList<OfferedStep> steps, OfferedStep? next) =>
    [
        .. steps.SelectMany(s => s.Gates.Select(g => (Step: s, Gate: g))).GroupBy(x => x.Gate.Label).Select(same =>
        {
            var findings = same.SelectMany(x => x.Gate.Findings).DistinctBy(f => (f.Rule, f.Sentence)).OrderByDescending(f => f.Severity).ToList();
            var stops = same.Any(x => x.Step == next && x.Gate.Findings.Any(f => f.Severity == Severity.Block));
            var stand = stops ? LineStand.Stopped : findings.Any(f => f.Severity != Severity.Note) ? LineStand.Waiting : LineStand.Met;
            var (step, gate) = same.First();
            var articles = same.SelectMany(x => x.Gate.Articles).Concat(findings.SelectMany(f => f.Articles)).Distinct().ToList();
            return new ChecklistLine(gate.Label, stand, findings, articles, gate.Actor ?? $"有“{_labels.GetValueOrDefault(step.Step.Permission, step.Step.Label)}”权限的人员", gate.RemedyLabel);
        }).OrderByDescending(l => l.Stand),
    ];

}
