using CEBase.Platform.Data;
using CEBase.Platform.Findings;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Telemetry;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Workflows;

/// <summary>Takes steps and tells what could be taken. The only way a record changes state.</summary>
public sealed class WorkflowEngine(IDatabase database, IEnumerable<IWorkflow> workflows, IEnumerable<IStepGate> gates, IStepRoles roles, Trace trace)
{
    private readonly Dictionary<string, IWorkflow> _workflows = workflows.ToDictionary(w => w.Definition.RecordType);
    private readonly ILookup<(string, string), IStepGate> _gates = workflows.SelectMany(w => w.Gates).Concat(gates.OrderBy(g => g.Order)).ToLookup(g => (g.RecordType, g.Step));

    /// <summary>Every workflow there is.</summary>
    public IEnumerable<WorkflowDefinition> Definitions => _workflows.Values.Select(w => w.Definition);

    /// <summary>Every gate there is, in the order of the checklists.</summary>
    public IEnumerable<IStepGate> Gates => _gates.SelectMany(g => g);

    /// <summary>States and steps of one kind of record.</summary>
    public WorkflowDefinition Definition(string recordType) => _workflows[recordType].Definition;

    /// <summary>What the panel draws for this user. A page asks for it before it reads the record, so that what it shows is never older than what was seen.</summary>
    /// <exception cref="Refusal">No such record, or not this user's to see.</exception>
    public Task<WorkflowView> LookAsync(string recordType, long recordId, ICurrentUser user, CancellationToken cancel = default) =>
        database.ReadAsync(db => LookAsync(db, recordType, recordId, user), cancel);

    /// <summary>The same in the caller's scope.</summary>
    /// <exception cref="Refusal">No such record, or not this user's to see.</exception>
    public async Task<WorkflowView> LookAsync(DbScope db, string recordType, long recordId, ICurrentUser user)
    {
        var workflow = _workflows[recordType];
        var definition = workflow.Definition;
        var seen = await trace.LastMoveAsync(db, recordType, recordId);
        var state = await workflow.ReadStateAsync(db, recordId) ?? throw NoRecord(definition);
        var reading = new RecordReading(workflow, db, recordId);
        var mayAct = await workflow.MayActAsync(reading, user);
        var offered = new List<OfferedStep>();
        foreach (var step in definition.Steps.Where(s => !s.IsAutomatic && s.From.Contains(state)))
        {
            var lines = await CheckAsync(ContextOf(reading, step, state, user, null), recordType);
            offered.Add(new OfferedStep(step, mayAct && user.Has(step.Permission), lines) { Roles = await roles.HoldersAsync(db, step.Permission), Seen = seen });
        }
        return new WorkflowView(definition, recordId, definition.State(state), offered, await trace.OfAsync(db, recordType, recordId));
    }

    /// <summary>
    /// What stands in the way of a step, also of one that the record has not come to yet: what a checklist draws. Whether the record's state
    /// lets it be taken now is not asked.
    /// </summary>
    /// <exception cref="Refusal">No such record.</exception>
    public async Task<OfferedStep> CheckAsync(DbScope db, string recordType, long recordId, string step, ICurrentUser user)
    {
        var workflow = _workflows[recordType];
        var seen = await trace.LastMoveAsync(db, recordType, recordId);
        var state = await workflow.ReadStateAsync(db, recordId) ?? throw NoRecord(workflow.Definition);
        var definition = workflow.Definition.Step(step);
        var from = definition.From.Contains(state) ? state : definition.From[0];
        var reading = new RecordReading(workflow, db, recordId);
        var lines = await CheckAsync(ContextOf(reading, definition, from, user, null), recordType);
        return new OfferedStep(definition, user.Has(definition.Permission) && await workflow.MayActAsync(reading, user), lines) { Seen = seen };
    }

    /// <summary>Takes the step that a record's page asks for.</summary>
    /// <exception cref="Refusal"><c>step_refused</c>: the step was not taken; pressed twice is no refusal.</exception>
    public async Task<StepOutcome> TakeAsync(StepForm form, string recordType, long recordId, ICurrentUser user, CancellationToken cancel = default) =>
        (await TakeAsync(form.For(recordType, recordId), user, cancel)).OrRefuse();

    /// <summary>Takes a step in a transaction of its own.</summary>
    public Task<StepOutcome> TakeAsync(StepRequest request, ICurrentUser user, CancellationToken cancel = default) =>
        database.WriteAsync(db => TakeAsync(db, request, user), cancel);

    /// <summary>
    /// Takes a step inside the caller's transaction. A refused step changes nothing, so the caller decides whether to go on.
    /// </summary>
    public async Task<StepOutcome> TakeAsync(DbScope db, StepRequest request, ICurrentUser user)
    {
        var workflow = _workflows[request.RecordType];
        var definition = workflow.Definition;
        var step = definition.Steps.FirstOrDefault(s => s.Name == request.Step)
            ?? throw new Refusal("step_unknown", $"{definition.Label}没有名为“{request.Step}”的环节。");
        var from = await workflow.ReadStateAsync(db, request.RecordId) ?? throw NoRecord(definition);
        var comment = string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim();
        IReadOnlyList<Finding> findings = [];
        var reading = new RecordReading(workflow, db, request.RecordId);

        if (!user.IsSystem && (step.IsAutomatic || !user.Has(step.Permission) || !await workflow.MayActAsync(reading, user)))
        {
            return Refused($"您没有“{step.Label}”的权限，请联系管理员。");
        }
        if (!step.From.Contains(from))
        {
            return from == step.To
                ? new StepOutcome(false, from, [], $"这一步已经办过，现在的状态是“{definition.State(from).Label}”。") { AlreadyThere = true }
                : Refused($"现在的状态是“{definition.State(from).Label}”，不能{step.Label}。");
        }
        if (request.Seen is { } seen && await trace.LastMoveAsync(db, request.RecordType, request.RecordId) != seen)
        {
            return Refused("内容在您打开之后有变动，请核对后再办。");
        }
        if (step.AsksComment && comment is null)
        {
            return Refused($"{step.Label}需要写明原因。");
        }

        var context = ContextOf(reading, step, from, user, comment);
        findings = [.. (await CheckAsync(context, request.RecordType)).SelectMany(l => l.Findings)];
        if (findings.Where(f => f.Severity == Severity.Block).ToList() is { Count: > 0 } stops)
        {
            stops.ForEach(stop => Measures.Refused(stop.Rule));
            return Refused($"还不能{step.Label}，请先处理下面列出的问题。");
        }
        if (findings.Any(f => f.Severity == Severity.Review))
        {
            if (!request.PassReviews || comment is null)
            {
                return Refused($"{step.Label}前有需要复核的意见，请写明理由后再办。");
            }
            if (!user.Has(step.ReviewPermission ?? step.Permission))
            {
                return Refused("这些意见须由有复核权限的人员写明理由后放行。");
            }
        }
        if (!await workflow.MoveAsync(db, request.RecordId, from, step.To))
        {
            return Refused("刚才有人先办了这条记录，请刷新后再看。");
        }

        await trace.AppendAsync(db, new TraceEntry(request.RecordType, request.RecordId, step.Name)
        {
            From = from,
            To = step.To,
            Findings = findings,
            Comment = comment,
            Attachments = request.Attachments,
        }, user);
        await workflow.ApplyAsync(context);
        return new StepOutcome(true, step.To, findings, null);

        StepOutcome Refused(string sentence) => new(false, from, findings, sentence);
    }

    private async Task<IReadOnlyList<GateLine>> CheckAsync(StepContext context, string recordType)
    {
        var lines = new List<GateLine>();
        foreach (var gate in _gates[(recordType, context.Step.Name)])
        {
            lines.Add(new GateLine(gate.Label, await gate.CheckAsync(context)) { Articles = gate.Articles, Actor = gate.Actor, RemedyLabel = gate.RemedyLabel });
        }
        return lines;
    }

    private StepContext ContextOf(RecordReading reading, StepDefinition step, string from, ICurrentUser user, string? comment) =>
        new(reading.Db, reading.RecordId, step, from, user, comment) { Engine = this, Reading = reading };

    private static Refusal NoRecord(WorkflowDefinition definition) => Refusal.NotFound($"没有找到这条{definition.Label}记录。");
}
