using System.CommandLine;

namespace CEBase.Catalogue.Classes;

/// <summary><c>class list [--state STATE]</c>.</summary>
internal sealed class ClassListVerb : Verb
{
    private readonly Option<string> _state = new("--state") { Description = $"只列这个状态的班：{string.Join("、", ClassWords.States.Select(s => s.Code))}" };

    public override IReadOnlyList<string> Words => ["class", "list"];

    public override string Description => "列出培训班";

    public override void Configure(Command command) => command.Options.Add(_state);

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var state = ClassStateNames.Parse(arguments.GetValue(_state), [.. ClassWords.States.Select(s => s.Code)]);
        var queries = services.GetRequiredService<ClassQueries>();
        var all = new List<ClassListing>();
        await services.GetRequiredService<IDatabase>().ReadAsync(async db =>
        {
            for (var page = 1; ; page++)
            {
                var found = await queries.ListAsync(db, new ClassFilter { States = state is null ? [] : [state], Sort = "no", Page = page, Size = 200 });
                all.AddRange(found.Items);
                if (found.Items.Count == 0 || all.Count >= found.Total)
                {
                    return found.Total;
                }
            }
        }, cancel);
        return new VerbResult(new { classes = all.Select(Line), total = all.Count });
    }

    private static object Line(ClassListing l) => new
    {
        classNo = l.Card.ClassNo, name = l.Card.Name, state = l.Card.State, subject = l.Card.Subject.ApiName(), funding = l.Card.Funding.ApiName(),
        seats = l.Seats.Capacity, seatsLeft = l.Seats.Left, waiting = l.Seats.Waiting, startsOn = l.Card.StartsOn.InTable(), endsOn = l.Card.EndsOn.InTable(),
        enrolUntil = l.Card.EnrolUntil.InTable(), hours = l.Card.Hours.Hours, fee = l.Card.Fee.Yuan,
    };
}
