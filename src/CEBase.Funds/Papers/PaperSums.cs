using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Papers;

/// <summary>
/// Papers that are asked from a sum on. Only the kinds that need the paper are summed, to one payee over all lines of a class, without class over
/// those of a year, in this claim and in all others that are handed in: what is split into lines or claims stays one sum.
/// </summary>
/// <param name="Limits">Limits by name of parameter and day.</param>
/// <param name="Elsewhere">Lines of other claims that are handed in.</param>
internal sealed record PaperSums(IReadOnlyDictionary<(string Parameter, DateOnly Day), Cap> Limits, IReadOnlyList<ClaimLine> Elsewhere)
{
    public static PaperSums None { get; } = new(new Dictionary<(string, DateOnly), Cap>(), []);

    /// <summary>The need as grave as it is for a line, or null when its sum stays below the limit. A limit that nobody has decided is looked at.</summary>
    public PaperNeed? Weigh(PaperNeed need, ClaimLine line, IEnumerable<ClaimLine> own)
    {
        if (need.FromParameter.Length == 0)
        {
            return need;
        }
        if (Limits.GetValueOrDefault((need.FromParameter, line.FromDay))?.Money is not { } limit)
        {
            return need with { Severity = Severity.Review };
        }
        var sum = own.Concat(Elsewhere).Where(o => (need.Kinds.Count == 0 || need.Kinds.Contains(o.Kind)) && TextFold.Key(o.Payee) == TextFold.Key(line.Payee)
            && (line.ClassId is not null ? o.ClassId == line.ClassId : o.ClassId is null && o.FromDay.Year == line.FromDay.Year)).Sum(o => o.Amount);
        return sum >= limit ? need : null;
    }

    public static async Task<PaperSums> ReadAsync(DbScope db, PaperTable table, CapTable caps, long claimId, IReadOnlyList<ClaimLine> lines)
    {
        var needs = table.Needs.Where(n => n.FromParameter.Length > 0).ToList();
        var summed = lines.Where(l => needs.Any(n => n.Kinds.Count == 0 || n.Kinds.Contains(l.Kind))).ToList();
        if (summed.Count == 0)
        {
            return None;
        }
        var limits = new Dictionary<(string, DateOnly), Cap>();
        foreach (var (name, day) in needs.SelectMany(n => summed.Select(l => (n.FromParameter, l.FromDay))).Distinct())
        {
            limits[(name, day)] = await caps.OnAsync(db, name, day);
        }
        var elsewhere = await db.QueryAsync<ClaimLine>($"""
            {ClaimLineRepository.Select} JOIN claim k ON k.id = l.claim_id
            WHERE l.claim_id <> @claimId AND {ClaimStates.IsHeld}
              AND (l.class_id IN @Classes OR (l.class_id IS NULL AND l.from_day >= @From AND l.from_day <= @Until))
            """, new
        {
            claimId, Classes = summed.Select(l => l.ClassId).OfType<long>().Append(0).Distinct().ToArray(), From = new DateOnly(summed.Min(l => l.FromDay).Year, 1, 1),
            Until = new DateOnly(summed.Max(l => l.FromDay).Year, 12, 31),
        });
        return new PaperSums(limits, elsewhere);
    }
}
