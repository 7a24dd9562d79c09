using CEBase.Platform.Data;
using CEBase.Platform.Security;
using CEBase.Platform.Workflows;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CEBase.Catalogue.Classes;

/// <summary>看板: classes under way by state, with what holds up each one's next step.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassBoardModel(IDatabase database, ClassQueries queries, ClassWorkflow workflow, WorkflowEngine engine, ICurrentUser user) : PageModel
{
    private static readonly string[] States = [ClassStates.Draft, ClassStates.Planned, ClassStates.Open, ClassStates.Ready, ClassStates.Running, ClassStates.Ended];

    public sealed record Line(ClassCard Card, SeatCount Seats, string? Next, IReadOnlyList<string> Stops);

    public sealed record Column(StateDefinition State, IReadOnlyList<Line> Classes);

    public IReadOnlyList<Column> Columns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var found = await database.ReadAsync(session => queries.ListAsync(session, new ClassFilter { States = States, Sort = "start", Size = 200 }), cancel);
        var lines = new List<Line>();
        foreach (var (card, seats) in found.Items)
        {
            var view = await engine.LookAsync(ClassStates.RecordType, card.Id, user, cancel);
            var next = view.Steps.FirstOrDefault(s => !s.Step.IsGrave && s.Step.Name != ClassWorkflow.Revise);
            lines.Add(new Line(card, seats, next?.Step.Label, next is null ? [] : [.. next.Gates.Where(g => g.Findings.Any(f => f.Severity != Severity.Note)).Select(g => g.Label)]));
        }
        Columns = [.. States.Select(s => new Column(workflow.Definition.State(s), [.. lines.Where(l => l.Card.State == s)]))];
    }
}
