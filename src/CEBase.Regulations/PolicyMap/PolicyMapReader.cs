namespace CEBase.Regulations.PolicyMap;

/// <summary>Where an article stands.</summary>
internal enum CarryState
{
    /// <summary>Something in the system carries it.</summary>
    Carried,

    /// <summary>Software could, but nothing does yet.</summary>
    Open,

    /// <summary>Nothing for software to do.</summary>
    Nothing,
}

/// <summary>Something that carries an article: code, a parameter, data.</summary>
/// <param name="Name">As its users name it.</param>
/// <param name="How">In what way.</param>
/// <param name="Code">Where a developer finds it.</param>
internal sealed record Carrier(string Name, string How, string Code);

/// <summary>One article of the map.</summary>
internal sealed record MapLine(Regulation Regulation, Article Article, IReadOnlyList<Carrier> Carriers)
{
    public CarryState State => Carriers.Count > 0 ? CarryState.Carried : Article.Kind == DutyKind.None ? CarryState.Nothing : CarryState.Open;

    public Citation Citation => new(Regulation.Code, Article.Number);
}

/// <summary>How many articles stand where.</summary>
internal sealed record MapCounts(int Carried, int Open, int Nothing)
{
    public int Total => Carried + Open + Nothing;

    public static MapCounts Of(IEnumerable<MapLine> lines)
    {
        var by = lines.CountBy(l => l.State).ToDictionary();
        return new MapCounts(by.GetValueOrDefault(CarryState.Carried), by.GetValueOrDefault(CarryState.Open), by.GetValueOrDefault(CarryState.Nothing));
    }

    /// <summary>The figures as a sentence.</summary>
    public string Sentence => $"共 {Total} 条，其中 {Carried + Open} 条可由系统落实：已落实 {Carried} 条，待落实 {Open} 条；另有 {Nothing} 条无需系统处理。";
}

/// <summary>Draws the policy map: every article, and what in the system carries it.</summary>
internal sealed class PolicyMapReader(IRegulationLibrary library, RuleIndex rules, IEnumerable<IPolicyCarrier> carriers)
{
    public async Task<IReadOnlyList<MapLine>> ReadAsync(DbScope db)
    {
        var found = rules.Marks.Select(m => (Article: Citation.Parse(m.Article), Carrier: new Carrier(m.Module, m.How, m.Code))).ToList();
        foreach (var carrier in carriers)
        {
            found.AddRange((await carrier.CarriedAsync(db)).Select(c => (c.Article, new Carrier(c.Name, c.How, c.Code))));
        }
        var byArticle = found.Distinct().ToLookup(f => f.Article, f => f.Carrier);
        return [.. from regulation in library.All
                   from article in regulation.Articles
                   select new MapLine(regulation, article, [.. byArticle[new Citation(regulation.Code, article.Number)]])];
    }
}
