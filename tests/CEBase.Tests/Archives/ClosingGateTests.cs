using CEBase.Catalogue;
using FsCheck.Fluent;

namespace CEBase.Tests.Archives;

/// <summary>A class closes with everything in place, and each missing piece stops it by its own rule.</summary>
public sealed class ClosingGateTests
{
    private static readonly Dictionary<string, string> Rules = new()
    {
        [EndedClass.Sessions] = "sessions.unconfirmed",
        [EndedClass.Results] = "learning.results-missing",
        [EndedClass.Evaluation] = "closing.evaluation-missing",
        [EndedClass.Summary] = "closing.summary-missing",
        [EndedClass.Submission] = "closing.summary-missing",
        ["planning.approval"] = "archive.incomplete",
        ["instructors.list"] = "archive.incomplete",
        ["teaching.materials"] = "archive.incomplete",
        ["finance.account"] = "archive.incomplete",
        ["resources.safety"] = "archive.incomplete",
    };

    public static TheoryData<string> Pieces => [.. Rules.Keys];

    private static async Task<Bench> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite)
    {
        var bench = await Bench.WithRecipesAsync(kind, "npu");
        return bench;
    }

    private static IEnumerable<string> Blocks(StepOutcome outcome) => outcome.Findings.Where(f => f.Severity == Severity.Block).Select(f => f.Rule).Order();

    [Theory, BothDatabases]
    public async Task A_class_with_every_piece_closes(DatabaseKind kind)
    {
        await using var bench = await StartAsync(kind);
        var made = await EndedClass.MakeAsync(bench);
        Assert.Equal(100, (await made.ViewAsync()).Percent);
        var outcome = await made.TakeAsync("close");
        Assert.True(outcome.Taken, string.Join(" ", outcome.Findings.Select(f => f.Sentence)));
    }

    [Theory, MemberData(nameof(Pieces))]
    public async Task A_missing_piece_stops_closing_by_its_own_rule_and_no_other(string piece)
    {
        await using var bench = await StartAsync();
        var outcome = await (await EndedClass.MakeAsync(bench, piece)).TakeAsync("close");
        Assert.Equal((false, ClassStates.Ended), (outcome.Taken, outcome.State));
        Assert.Equal([Rules[piece]], Blocks(outcome));
    }

    [Fact]
    public async Task Whatever_is_missing_just_the_rules_of_the_missing_pieces_speak()
    {
        await using var bench = await StartAsync();
        Property.Holds(Gen.SubListOf<string>([.. Rules.Keys]), missing =>
        {
            var outcome = EndedClass.MakeAsync(bench, [.. missing]).GetAwaiter().GetResult().TakeAsync("close").GetAwaiter().GetResult();
            return outcome.Taken == (missing.Count == 0) && Blocks(outcome).SequenceEqual(missing.Select(m => Rules[m]).Distinct().Order());
        }, tries: 12);
    }
}
