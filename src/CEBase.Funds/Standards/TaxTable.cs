namespace CEBase.Funds.Standards;

/// <summary>A step of the progressive rates: withheld is <c>Rate</c> percent of the taxable sum, less <c>Quick</c> yuan.</summary>
/// <param name="UpTo">Taxable sum in yuan up to which it holds; null for the last.</param>
/// <param name="Rate">Per cent.</param>
/// <param name="Quick">Quick deduction in yuan.</param>
internal sealed record TaxRate(long? UpTo, int Rate, long Quick);

/// <summary>What a fee costs: the payee gets <c>Net</c>, the school withholds <c>Tax</c>, the budget pays <c>Gross</c>.</summary>
internal readonly record struct Fee(Money Net, Money Gross, Money Tax);

/// <summary>
/// Withholding of labour fees (劳务报酬预扣): nothing up to <paramref name="free"/> yuan, then the rates on what is left after a flat deduction
/// (up to <paramref name="flatUpTo"/> yuan the free sum, above it <paramref name="share"/> per cent). Exact in fen, rounded half away from zero.
/// </summary>
internal sealed class TaxTable(long free, long flatUpTo, int share, IReadOnlyList<TaxRate> rates)
{
    /// <summary>The tax is <c>Slope</c> hundredths of a per cent of the gross sum, less <c>Less</c> fen, up to a gross sum of <c>UpTo</c> fen.</summary>
    private readonly record struct Piece(long UpTo, long Slope, long Less);

    private const long Whole = 10_000;
    private readonly IReadOnlyList<Piece> _pieces = Pieces(free, flatUpTo, share, rates);

    /// <summary>What is withheld of a gross sum.</summary>
    public Money Tax(Money gross)
    {
        var piece = _pieces.First(p => gross.Fen <= p.UpTo);
        return new Money(Divide((gross.Fen * piece.Slope) - (piece.Less * Whole), Whole));
    }

    /// <summary>What must be paid so that this much arrives.</summary>
    public Fee GrossUp(Money net)
    {
        foreach (var piece in _pieces)
        {
            // On a piece net = gross - slope * gross + less.
            var gross = new Money(Divide((net.Fen - piece.Less) * Whole, Whole - piece.Slope));
            if (gross.Fen <= piece.UpTo)
            {
                return new Fee(net, gross, gross - net);
            }
        }
        throw new InvalidOperationException("The last piece has no end.");
    }

    private static List<Piece> Pieces(long free, long flatUpTo, int share, IReadOnlyList<TaxRate> rates)
    {
        var first = rates[0].Rate * 100L;
        var pieces = new List<Piece> { new(free * 100, 0, 0), new(flatUpTo * 100, first, free * 100 * first / Whole) };
        pieces.AddRange(rates.Select(r => new Piece(r.UpTo is { } upTo ? upTo * 100 * 100 / (100 - share) : long.MaxValue, (long)r.Rate * (100 - share), r.Quick * 100)));
        return pieces;
    }

    /// <summary>Half away from zero; both positive or the dividend negative.</summary>
    private static long Divide(long value, long by) => value >= 0 ? ((2 * value) + by) / (2 * by) : -((-2 * value) + by) / (2 * by);
}
