using CEBase.Platform.Findings;

namespace CEBase.Platform.Workflows;

/// <summary>
/// Steps with what guards them and what they bring about, said in one place:
/// <c>steps.On(Approve).Gate("由另一人批准", (step, claim) => …).Then((step, claim) => …)</c>.
/// </summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class StepSet<T>(string recordType) where T : class
{
    private readonly List<IStepGate> _gates = [];
    private readonly List<(string Step, Func<StepContext, T, Task> Run)> _effects = [];

    /// <summary>The gates, in the order written.</summary>
    internal IReadOnlyList<IStepGate> Gates => _gates;

    /// <summary>Speaks of one step, or of several that share gates and effects.</summary>
    public StepRules<T> On(params string[] steps) => new(this, steps);

    internal void Add(string step, string label, Func<StepContext, T, Task<IReadOnlyList<Finding>>> check, GateWords words) =>
        _gates.Add(new WrittenGate<T>(recordType, step, label, check, words));

    internal void Add(string step, Func<StepContext, T, Task> effect) => _effects.Add((step, effect));

    internal async Task ApplyAsync(StepContext step)
    {
        foreach (var (_, run) in _effects.Where(e => e.Step == step.Step.Name))
        {
            await run(step, await step.RecordAsync<T>());
        }
    }
}

/// <summary>What else a line of the checklist says.</summary>
public sealed record GateWords
{
    /// <summary>The rules it asks; what they rest on is what the line rests on.</summary>
    public IReadOnlyList<Type> Rules { get; init; } = [];

    /// <summary>Who can mend what is missing, in words: 班主任. Null is whoever may take the step.</summary>
    public string? Actor { get; init; }

    /// <summary>The button that leads to where it is mended, a verb.</summary>
    public string RemedyLabel { get; init; } = "去处理";
}

/// <summary>Gates and effects of some steps.</summary>
/// <typeparam name="T">The record.</typeparam>
public sealed class StepRules<T>(StepSet<T> set, IReadOnlyList<string> steps) where T : class
{
    /// <summary>A gate that only asks rules about the record.</summary>
    /// <param name="label">What it looks at, a line of the checklist.</param>
    /// <param name="check">Findings; none means the line is green.</param>
    /// <param name="words">What else the line says.</param>
    public StepRules<T> Gate(string label, Func<StepContext, T, IEnumerable<Finding>> check, GateWords? words = null) =>
        Gate(label, (step, record) => Task.FromResult<IReadOnlyList<Finding>>([.. check(step, record)]), words);

    /// <summary>A gate that gathers facts first.</summary>
    /// <inheritdoc cref="Gate(string, Func{StepContext, T, IEnumerable{Finding}}, GateWords?)"/>
    public StepRules<T> Gate(string label, Func<StepContext, T, Task<IReadOnlyList<Finding>>> check, GateWords? words = null)
    {
        foreach (var step in steps)
        {
            set.Add(step, label, check, words ?? new GateWords());
        }
        return this;
    }

    /// <summary>The same for a gate whose line rests on what a rule rests on: <c>Gate("审核材料", typeof(ClearanceRule), …)</c>.</summary>
    public StepRules<T> Gate(string label, Type rule, Func<StepContext, T, IEnumerable<Finding>> check) => Gate(label, check, new GateWords { Rules = [rule] });

    /// <inheritdoc cref="Gate(string, Type, Func{StepContext, T, IEnumerable{Finding}})"/>
    public StepRules<T> Gate(string label, Type rule, Func<StepContext, T, Task<IReadOnlyList<Finding>>> check) => Gate(label, check, new GateWords { Rules = [rule] });

    /// <summary>What the step brings about in the same transaction, after the record has moved. The record is given as it stood before.</summary>
    public StepRules<T> Then(Func<StepContext, T, Task> effect)
    {
        foreach (var step in steps)
        {
            set.Add(step, effect);
        }
        return this;
    }
}

/// <summary>A gate of another module's record, or one with real work to do, as a class; it gets the record that the engine has read.</summary>
/// <typeparam name="T">The record as its module shows it to others.</typeparam>
/// <param name="recordType">The kind of record.</param>
/// <param name="step">The step it guards.</param>
/// <param name="label">What it looks at, a line of the checklist.</param>
public abstract class StepGate<T>(string recordType, string step, string label) : IStepGate where T : class
{
    /// <inheritdoc />
    public string RecordType => recordType;

    /// <inheritdoc />
    public string Step => step;

    /// <inheritdoc />
    public string Label => label;

    /// <inheritdoc />
    public virtual IReadOnlyList<Type> Rules => [];

    /// <inheritdoc />
    public virtual string? Actor => null;

    /// <inheritdoc />
    public virtual string RemedyLabel => "去处理";

    /// <inheritdoc />
    public virtual int Order => 0;

    /// <inheritdoc />
    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await CheckAsync(step, await step.RecordAsync<T>());

    /// <summary>Findings; none means the line is green.</summary>
    protected abstract Task<IReadOnlyList<Finding>> CheckAsync(StepContext step, T record);
}

/// <summary>A gate said beside its step.</summary>
internal sealed class WrittenGate<T>(string recordType, string step, string label, Func<StepContext, T, Task<IReadOnlyList<Finding>>> check, GateWords words) : IStepGate where T : class
{
    public string RecordType => recordType;
    public string Step => step;
    public string Label => label;
    public IReadOnlyList<Type> Rules => words.Rules;
    public IReadOnlyList<Citation> Articles => RestsOnAttribute.ArticlesOf(words.Rules);
    public string? Actor => words.Actor;
    public string RemedyLabel => words.RemedyLabel;

    public async Task<IReadOnlyList<Finding>> CheckAsync(StepContext step) => await check(step, await step.RecordAsync<T>());
}
