namespace CEBase.Platform.Values;

/// <summary>An amount of renminbi in whole fen. Never a floating-point number.</summary>
/// <param name="Fen">The amount in fen; negative only in reversals.</param>
public readonly record struct Money(long Fen) : IComparable<Money>
{
    /// <summary>Nothing.</summary>
    public static Money Zero => default;

    /// <summary>From yuan; more than two decimals are refused.</summary>
    /// <exception cref="ArgumentException">The amount has a fraction of a fen.</exception>
    public static Money FromYuan(decimal yuan)
    {
        var fen = yuan * 100m;
        return fen == decimal.Truncate(fen) ? new Money((long)fen) : throw new ArgumentException("金额最多两位小数。", nameof(yuan));
    }

    /// <summary>The amount in yuan.</summary>
    public decimal Yuan => Fen / 100m;

    /// <inheritdoc />
    public int CompareTo(Money other) => Fen.CompareTo(other.Fen);

    /// <summary>With thousands and two decimals: 12,345.60.</summary>
    public override string ToString() => Yuan.ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static Money operator +(Money a, Money b) => new(checked(a.Fen + b.Fen));
    public static Money operator -(Money a, Money b) => new(checked(a.Fen - b.Fen));
    public static Money operator -(Money a) => new(-a.Fen);
    public static Money operator *(Money a, int times) => new(checked(a.Fen * times));
    public static bool operator <(Money a, Money b) => a.Fen < b.Fen;
    public static bool operator >(Money a, Money b) => a.Fen > b.Fen;
    public static bool operator <=(Money a, Money b) => a.Fen <= b.Fen;
    public static bool operator >=(Money a, Money b) => a.Fen >= b.Fen;
}

/// <summary>Sums of money.</summary>
public static class MoneySums
{
    /// <summary>The sum; nothing of nothing.</summary>
    public static Money Sum(this IEnumerable<Money> amounts) => amounts.Aggregate(Money.Zero, (sum, amount) => sum + amount);

    /// <summary>The sum of what each holds.</summary>
    public static Money Sum<T>(this IEnumerable<T> items, Func<T, Money> of) => items.Select(of).Sum();
}
