namespace CEBase.Funds.Reconciliation;

/// <summary>What is still open while a reconciliation runs; every claim and every line is taken once.</summary>
internal sealed class Work(IReadOnlyList<OwnEntry> claims, IReadOnlyList<BookLine> lines)
{
    private readonly bool[] _claimTaken = new bool[claims.Count];
    private readonly bool[] _lineTaken = new bool[lines.Count];
    private readonly HashSet<int> _cancelled = [];
    private readonly Dictionary<int, string> _notes = [];
    private readonly List<(int Order, Pairing Pairing)> _matches = [];

    public IReadOnlyList<OwnEntry> Claims => claims;

    public IReadOnlyList<BookLine> Lines => lines;

    public bool IsOpenClaim(int claim) => !_claimTaken[claim];

    public bool IsOpenLine(int line) => !_lineTaken[line];

    public Money SumOfClaims(IEnumerable<int> which) => which.Sum(c => claims[c].Amount);

    public Money SumOfLines(IEnumerable<int> which) => which.Sum(l => lines[l].Amount);

    /// <summary>Puts claims and lines into a group.</summary>
    public void Take(MatchGroup group, MatchWay way, IReadOnlyList<int> takenClaims, IReadOnlyList<int> takenLines, string remark)
    {
        foreach (var claim in takenClaims)
        {
            _claimTaken[claim] = true;
        }
        foreach (var line in takenLines)
        {
            _lineTaken[line] = true;
        }
        var order = takenClaims.Count > 0 ? takenClaims.Min() : claims.Count + takenLines.Min();
        _matches.Add((order, new Pairing(group, way, [.. takenClaims.Select(c => claims[c])], [.. takenLines.Select(l => lines[l])], remark)));
    }

    /// <summary>A line and its reversal.</summary>
    public void Cancel(int line, int reversal, IEnumerable<int> claimsNamed)
    {
        Take(MatchGroup.Reversed, MatchWay.None, [], [line, reversal], "入账后冲销");
        _cancelled.UnionWith(claimsNamed);
    }

    /// <summary>What is to be said of a line that nothing takes.</summary>
    public void Note(int line, string remark) => _notes[line] = remark;

    /// <summary>What nobody took is missing here or there; what is optional isn't missed.</summary>
    public ReconciliationResult Finish()
    {
        for (var claim = 0; claim < claims.Count; claim++)
        {
            if (!_claimTaken[claim] && !claims[claim].IsOptional)
            {
                Take(MatchGroup.MissingInLedger, MatchWay.None, [claim], [], _cancelled.Contains(claim) ? "账上入账后又冲销" : "");
            }
        }
        for (var line = 0; line < lines.Count; line++)
        {
            if (!_lineTaken[line])
            {
                Take(MatchGroup.OnlyInLedger, MatchWay.None, [], [line], _notes.GetValueOrDefault(line, lines[line].Amount.Fen < 0 ? "红字，没有找到被冲销的分录" : ""));
            }
        }
        return new ReconciliationResult([.. _matches.OrderBy(m => m.Order).Select(m => m.Pairing)]);
    }
}
