using CEBase.Funds.Reconciliation;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>A ledger made from claims with a fate for each, so that the right outcome is known.</summary>
internal sealed record GeneratedBooks(List<OwnEntry> Claims, List<BookLine> Lines, (int, int, int, int) Expected)
{
    private static readonly string[] Things = ["讲课费", "教材印刷", "差旅费", "设备维护", "资料翻译"];

    public static GeneratedBooks Make(Random random)
    {
        var claims = new List<OwnEntry>();
        var lines = new List<BookLine>();
        var (matched, differs, missing, only) = (0, 0, 0, 0);
        var amount = 1000L;
        var number = 0;
        var count = random.Next(1, 40);
        for (var i = 0; i < count; i++)
        {
            // Amounts far enough apart that no two sums meet by chance.
            amount += 1_000_003;
            var fen = amount;
            var day = new DateOnly(2026, 1, 1).AddDays(random.Next(300));
            OwnEntry Add(long of)
            {
                var claim = new OwnEntry(claims.Count + 2, $"BX2026{++number:0000}", day, "19(4)", Things[random.Next(Things.Length)], new Money(of));
                claims.Add(claim);
                return claim;
            }
            OwnEntry Again(OwnEntry claim, string? voucher = null, int later = 0)
            {
                var changed = claim with { Voucher = voucher ?? claim.Voucher, Day = claim.Day!.Value.AddDays(later) };
                claims[claims.IndexOf(claim)] = changed;
                return changed;
            }
            void Book(string summary, long of, int after = 2) => lines.Add(new BookLine(lines.Count + 4, day.AddDays(after), $"记-{lines.Count + 1:00000}", summary, new Money(of)));
            var claim = Add(fen);
            switch (random.Next(18))
            {
                case 0:
                    Book(Noise(random, claim), fen);
                    matched++;
                    break;
                case 1:
                    Book(Noise(random, claim), fen - 500);
                    differs++;
                    break;
                case 2:
                    missing++;
                    break;
                case 3:
                    Book(Noise(random, claim), fen - 300);
                    Book(Noise(random, claim), 300, after: 40);
                    matched++;
                    break;
                case 4:
                    var other = Add(fen + 77);
                    Book($"{claim.Number}、{other.Number} 合并", (2 * fen) + 77);
                    matched += 2;
                    break;
                case 5:
                    Book(Noise(random, claim), fen);
                    Book(Noise(random, claim), fen, after: 9);
                    matched++;
                    only++;
                    break;
                case 6:
                    Book(Noise(random, claim), fen);
                    Book($"冲销 {claim.Number}", -fen, after: 9);
                    missing++;
                    break;
                case 7:
                    Book(Noise(random, claim), fen + 900);
                    Book($"红字冲回 {claim.Number}", -(fen + 900), after: 5);
                    Book(Noise(random, claim), fen, after: 6);
                    matched++;
                    break;
                case 8:
                    var (second, third) = (Add(fen + 11), Add(fen + 22));
                    Book($"{claim.Number}{(random.Next(2) == 0 ? "至" : "-")}{(random.Next(2) == 0 ? third.Number : third.Number[^4..])} {claim.Description}", (3 * fen) + 33);
                    matched += 3;
                    break;
                case 9:
                    var merged = Add(fen + 77);
                    Book($"{claim.Number}、{merged.Number} 合并", (2 * fen) - 423);
                    differs += 2;
                    break;
                case 10:
                    // No number, and booked long after the window.
                    Book(claim.Description, fen, after: random.Next(46, 90));
                    missing++;
                    only++;
                    break;
                case 11:
                    // The reversal names the voucher and no claim.
                    Book(claim.Description, fen);
                    Book($"冲销{lines[^1].Voucher}", -fen, after: 9);
                    missing++;
                    break;
                case 12:
                    Book(Noise(random, claim), fen - 300);
                    Book(Noise(random, claim), 300, after: 3);
                    Book($"退回 {claim.Number}", -300, after: 5);
                    Book(Noise(random, claim), 300, after: 8);
                    matched++;
                    break;
                case 13:
                    // The base knows the voucher; the summary tells nothing, and another voucher of that number stands in another month.
                    var inMonth = Again(claim, voucher: $"记{lines.Count + 1}");
                    Book(claim.Description, fen, after: LastOfMonth(inMonth.Day!.Value).DayNumber - day.DayNumber);
                    lines.Add(lines[^1] with { Row = lines.Count + 4, Day = lines[^1].Day!.Value.AddMonths(3), Amount = new Money(fen + 13) });
                    matched++;
                    only++;
                    break;
                case 14:
                    // Twins: the same amount, told apart by their days.
                    Again(Add(fen), later: 20);
                    Book(claim.Description, fen, after: 1);
                    Book(claim.Description, fen, after: 21);
                    matched += 2;
                    break;
                case 15:
                    // Paid and taken back in both books: two entries and two lines.
                    claims.Add(claim with { Amount = new Money(-fen), Day = day.AddDays(30) });
                    Book(Noise(random, claim), fen);
                    Book(random.Next(2) == 0 ? $"冲销 {claim.Number}" : $"红字更正 {Noise(random, claim)}", -fen, after: 33);
                    matched += 2;
                    break;
                case 16:
                    // The ledger hasn't heard of the reversal yet.
                    claims.Add(claim with { Amount = new Money(-fen), Day = day.AddDays(30) });
                    Book(Noise(random, claim), fen);
                    matched++;
                    missing++;
                    break;
                default:
                    Book(claim.Description, fen, after: random.Next(-20, 40));
                    matched++;
                    break;
            }
        }
        for (var i = random.Next(6); i > 0; i--)
        {
            lines.Add(new BookLine(lines.Count + 4, new DateOnly(2026, 6, 1), "记-手续费", "银行手续费", new Money(random.Next(100, 900))));
            only++;
        }
        var shuffled = lines.ToArray();
        random.Shuffle(shuffled);
        return new GeneratedBooks(claims, [.. shuffled], (matched, differs, missing, only));
    }

    private static DateOnly LastOfMonth(DateOnly day) => new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static string Noise(Random random, OwnEntry claim) => random.Next(6) switch
    {
        0 => $"{claim.Number} {claim.Description}",
        1 => $"付{claim.Description}（{claim.Number.ToLowerInvariant()}）",
        2 => $"报销单号：{claim.Number[..2]} {claim.Number[2..6]}-{claim.Number[6..]}",
        3 => $"{claim.Description}{claim.Number[2..]}",
        4 => string.Concat(claim.Number.Select(c => (char)(c + 0xFEE0))) + claim.Description,
        _ => $"2026年{claim.Description},{claim.Number};第3笔",
    };
}
