using System.Text.Json.Serialization;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Papers;

/// <summary>A paper (报销材料) that proves something about a line.</summary>
/// <param name="Code">Stable name, <c>sign-in</c>.</param>
/// <param name="Label">What it is called: 实际参训人员签到表.</param>
/// <param name="Hint">Where it comes from, what to do when it is missing.</param>
internal sealed record Paper(string Code, string Label, string Hint)
{
    /// <summary>Items of the class's archive that are this paper.</summary>
    public IReadOnlyList<string> From { get; init; } = [];

    /// <summary>Papers that do as well.</summary>
    public IReadOnlyList<string> Or { get; init; } = [];
}

/// <summary>Which lines need a paper. An empty list asks nothing; all that is asked must hold.</summary>
/// <param name="Paper">Code of the paper.</param>
/// <param name="Citation">The article that asks for it.</param>
internal sealed record PaperNeed(string Paper, string Citation)
{
    public IReadOnlyList<LineKind> Kinds { get; init; } = [];
    public IReadOnlyList<string> Uses { get; init; } = [];
    public IReadOnlyList<string> Items { get; init; } = [];

    /// <summary>Only lines that serve a class.</summary>
    public bool OfClass { get; init; }

    /// <summary>Whether lump sums of travel are asked too; they are proved by the journey and not by an invoice.</summary>
    public bool LumpSums { get; init; } = true;

    /// <summary>The dated parameter with the yuan from which it is asked, summed to one payee over a class (without class: over a year); empty asks from the first fen.</summary>
    public string FromParameter { get; init; } = "";

    /// <summary>How grave it is when missing; null is Block for the central grant and Review for other funds.</summary>
    public Severity? Severity { get; init; }

    /// <summary>Whether the line is of the kind that the paper proves; sums are judged apart.</summary>
    public bool Asks(ClaimLine line, FundLine budget) => (Kinds.Count == 0 || Kinds.Contains(line.Kind))
        && (Uses.Count == 0 || Uses.Contains(budget.UseCode)) && (Items.Count == 0 || Items.Contains(budget.Item))
        && (!OfClass || line.ClassId is not null) && (LumpSums || !TravelAllowances.Is(line));
}

/// <summary>What papers there are and which lines need them: <c>recipes/funds/claim-papers.json</c>.</summary>
internal sealed class PaperTable
{
    private sealed record TableFile(Paper[] Papers, PaperNeed[] Needs);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    private readonly Dictionary<string, Paper> _byCode;

    private PaperTable(IReadOnlyList<Paper> papers, IReadOnlyList<PaperNeed> needs)
    {
        Papers = papers;
        Needs = needs;
        _byCode = papers.ToDictionary(p => p.Code);
    }

    public IReadOnlyList<Paper> Papers { get; }

    public IReadOnlyList<PaperNeed> Needs { get; }

    public Paper? Find(string code) => _byCode.GetValueOrDefault(code);

    /// <summary>Reads the file.</summary>
    /// <exception cref="RecipeException">Malformed; names file and paper.</exception>
    public static PaperTable Load(string path)
    {
        var name = Path.GetFileName(path);
        var file = RecipeFiles.ReadTable<TableFile>(path, Options);
        if (file.Papers.GroupBy(p => p.Code).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw new RecipeException($"{name}：材料“{twice.Key}”写了两次。");
        }
        var codes = file.Papers.Select(p => p.Code).ToHashSet();
        if (file.Needs.Select(n => n.Paper).Concat(file.Papers.SelectMany(p => p.Or)).FirstOrDefault(c => !codes.Contains(c)) is { } unknown)
        {
            throw new RecipeException($"{name}：没有名为“{unknown}”的材料。");
        }
        if (file.Needs.FirstOrDefault(n => !Citation.TryParse(n.Citation, out _)) is { } uncited)
        {
            throw new RecipeException($"{name}：材料“{uncited.Paper}”的条款“{uncited.Citation}”应形如 MOF540:papers。");
        }
        return new PaperTable(file.Papers, file.Needs);
    }
}
