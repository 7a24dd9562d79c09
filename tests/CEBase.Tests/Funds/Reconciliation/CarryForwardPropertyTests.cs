using CEBase.Funds.Reconciliation;
using static CEBase.Tests.Funds.Reconciliation.ReconciliationBench;

namespace CEBase.Tests.Funds.Reconciliation;

/// <summary>Whatever the books of several months hold: closed month by month, exactly what is open goes on, and nothing is counted twice or lost.</summary>
public sealed class CarryForwardPropertyTests
{
    [Theory, BothDatabases]
    public async Task Generated_months_closed_one_by_one_carry_on_exactly_what_is_open(DatabaseKind kind)
    {
        for (var seed = 1; seed <= (kind == DatabaseKind.Sqlite ? 12 : 3); seed++)
        {
            await using var bench = await StartAsync(kind);
            var made = GeneratedMonths.Make(seed);
            for (var month = 1; month <= made.Months; month++)
            {
                var period = $"2026-{month:00}";
                var id = await bench.CompareAsync(made.Ledger, made.Claims, from: period);
                Assert.DoesNotContain(await bench.MatchesAsync(period), m => m.IsProposal);
                var open = (await bench.MatchesAsync(period)).Where(m => m.IsDifference).SelectMany(m => m.Own.Concat(m.Ledger)).Select(Name).Order(StringComparer.Ordinal).ToList();
                Assert.True(made.OpenAfter(month).SequenceEqual(open), $"seed {seed}, {period}: expected {string.Join("; ", made.OpenAfter(month))}, open {string.Join("; ", open)}");
                await AddsUpAsync(bench, period);
                await bench.CloseAsync(id);
            }
            await CountedOnceAsync(bench, made);
        }
    }

    private static string Name(PeriodEntry entry) => entry.Side == Side.Own ? $"{entry.Number} {entry.Amount}" : $"{entry.Day:MM} {entry.Voucher} {entry.Amount}";

    private static async Task AddsUpAsync(ReconciliationBench bench, string period)
    {
        var (_, statement) = await bench.Funds.WriteAsync<StatementReader, (ReconciliationPeriod, ReconciliationStatement)>((reader, db) => reader.OfAsync(db, period));
        Assert.All(statement.Parts, p => Assert.Equal(p.Balance.Ledger, p.Balance.Adjusted));
    }

    private static async Task CountedOnceAsync(ReconciliationBench bench, GeneratedMonths made)
    {
        var counted = new List<PeriodEntry>();
        for (var month = 1; month <= made.Months; month++)
        {
            counted.AddRange((await bench.EntriesAsync($"2026-{month:00}")).Where(e => e is { Position: not null, CarriedFrom: null }));
        }
        Assert.Equal(made.LineCount, counted.Count(e => e.Side == Side.Ledger));
        Assert.Equal(made.LineCount, counted.Where(e => e.Side == Side.Ledger).Select(e => e.EntryKey).Distinct().Count());
        Assert.Equal(made.ClaimCount, counted.Count(e => e.Side == Side.Own));
        Assert.Equal(made.ClaimCount, counted.Where(e => e.Side == Side.Own).Select(e => EntryKeys.Counted(e.Part, e.Number, e.Amount)).Distinct().Count());
    }
}
