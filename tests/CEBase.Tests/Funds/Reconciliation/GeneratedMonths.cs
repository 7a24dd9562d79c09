using System.Globalization;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>
/// Books of several months made from claims with a fate for each: booked in its month, months later, before it was paid, never, in parts, taken back.
/// For each month it is known what is open at its end.
/// </summary>
internal sealed class GeneratedMonths
{
    private readonly Random _random;
    private readonly StringBuilder _claims = new("单号,日期,摘要,金额\n");
    private readonly StringBuilder _ledger = new("日期,凭证号,摘要,支出,收入\n");
    private readonly Dictionary<string, (int From, int Until)> _open = [];
    private readonly int[] _vouchers = new int[14];
    private int _number;
    private long _amount = 10_000;

    private GeneratedMonths(Random random, int months)
    {
        _random = random;
        Months = months;
        for (var month = 1; month <= months; month++)
        {
            Line(month, "银行手续费一笔", 100 + month, open: (month, months));
            for (var i = random.Next(1, 7); i > 0; i--)
            {
                Claim(month);
            }
        }
    }

    public int Months { get; }

    /// <summary>Every claim there is, of all months.</summary>
    public string Claims => _claims.ToString();

    /// <summary>Every line there is, of all months.</summary>
    public string Ledger => _ledger.ToString();

    public int ClaimCount => Claims.Count(c => c == '\n') - 1;

    public int LineCount => Ledger.Count(c => c == '\n') - 1;

    public static GeneratedMonths Make(int seed, int months = 4) => new(new Random(seed), months);

    /// <summary>What is open when a month is closed: claim numbers, and for lines their vouchers.</summary>
    public IReadOnlyList<string> OpenAfter(int month) => [.. _open.Where(o => o.Value.From <= month && month <= o.Value.Until).Select(o => o.Key).Order(StringComparer.Ordinal)];

    private void Claim(int month)
    {
        _amount += 1_000_03;
        var number = $"BX2026{++_number:0000}";
        var later = _random.Next(month, Months + 1);
        switch (_random.Next(7))
        {
            case 0:
                Own(number, month, _amount);
                Line(month, $"{number} 讲课费", _amount);
                break;
            case 1:
                // Booked in a later month; in between it is open.
                Own(number, month, _amount, (month, later - 1));
                Line(later, $"付 {number}", _amount);
                break;
            case 2:
                Own(number, month, _amount, (month, Months));
                break;
            case 3:
                // Booked short, made good in a later month: open on both sides until then.
                Own(number, month, _amount, (month, later - 1));
                Line(month, $"{number} 首款", _amount - 300, (month, later - 1));
                Line(later, $"{number} 尾款", 300);
                break;
            case 4:
                // Paid and taken back, the reversal booked when we do.
                Own(number, month, _amount);
                Line(month, $"{number} 讲课费", _amount);
                Own(number, later, -_amount);
                Line(later, $"冲销 {number}", -_amount);
                break;
            case 5:
                // Taken back by us; the ledger follows never.
                Own(number, month, _amount);
                Line(month, $"{number} 讲课费", _amount);
                Own(number, later, -_amount, (later, Months));
                break;
            default:
                // The ledger books it before we have it as paid: the list names it already.
                Own(number, later, _amount);
                Line(month, $"{number} 预付", _amount);
                break;
        }
    }

    private void Own(string number, int month, long fen, (int, int) open = default)
    {
        _claims.Append(CultureInfo.InvariantCulture, $"{number},2026-{month:00}-{_random.Next(1, 28):00},讲课费,{new Money(fen).Yuan:0.00}\n");
        if (open != default)
        {
            _open[$"{number} {new Money(fen)}"] = open;
        }
    }

    private void Line(int month, string summary, long fen, (int, int) open = default)
    {
        var voucher = $"记-{++_vouchers[month]:0000}";
        _ledger.Append(CultureInfo.InvariantCulture, $"2026-{month:00}-{_random.Next(1, 28):00},{voucher},{summary},{new Money(fen).Yuan:0.00},\n");
        if (open != default)
        {
            _open[$"{month:00} {voucher} {new Money(fen)}"] = open;
        }
    }
}
