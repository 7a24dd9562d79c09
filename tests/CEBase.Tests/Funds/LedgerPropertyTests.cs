using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;
using CEBase.Funds.Standards;
using FsCheck.Fluent;
using FsCheck;

namespace CEBase.Tests.Funds;

/// <summary>Any order of acts leaves the ledger and its balances in order, after every single act.</summary>
public sealed class LedgerPropertyTests
{
    private sealed record Deed(string Kind, int Line, int Other, int Claim, int Yuan);

    private static Gen<Deed[]> Deeds => Gen.ArrayOf(
        from kind in Gen.Elements("plan", "cut", "commit", "commit", "claim", "claim", "pay", "pay", "return", "override", "transfer", "carry")
        from line in Gen.Choose(0, 5)
        from other in Gen.Choose(0, 5)
        from claim in Gen.Choose(1, 4)
        from yuan in Gen.Choose(1, 60)
        select new Deed(kind, line, other, claim, yuan));

    [Theory, BothDatabases]
    public async Task Stages_relieve_one_another_nothing_is_negative_and_the_entries_add_up_to_the_balance(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind);
        var run = 0;
        Property.Holds(Deeds, deeds =>
        {
            RunAsync(bench, deeds, ++run).GetAwaiter().GetResult();
            return true;
        }, tries: kind == DatabaseKind.Sqlite ? 40 : 25);
    }

    private static async Task RunAsync(FundBench bench, Deed[] deeds, int run)
    {
        // The ledger can't be emptied, so each run has funds of its own.
        var grant = await bench.FundAsync(FundKind.Grant, 300, $"G{run}");
        var income = await bench.FundAsync(FundKind.Income, 0, $"I{run}");
        var lines = new List<long>();
        foreach (var (fund, year, item) in new[] { (grant, 2026, "专家差旅费"), (grant, 2026, "专家食宿费"), (grant, 2027, "专家差旅费"), (income, 2026, "专家差旅费"), (income, 2027, "专家差旅费"), (income, 2026, "专家食宿费") })
        {
            lines.Add(await bench.LineAsync(fund, 50, "19(4)", item, year));
        }
        var sequence = 0;
        foreach (var deed in deeds)
        {
            try
            {
                await bench.WriteAsync<FundLedger>((ledger, db) => DoAsync(ledger, db, deed, lines, run * 100, ++sequence));
            }
            catch (Refusal)
            {
                // A refused act changes nothing; the invariants are asked all the same.
            }
            var broken = await bench.BrokenInvariantsAsync();
            if (broken.Count > 0)
            {
                throw new InvalidOperationException($"{deed}: {string.Join("; ", broken)}");
            }
        }
    }

    private static Task DoAsync(FundLedger ledger, DbScope db, Deed deed, List<long> lines, int firstClaim, int sequence)
    {
        var (line, amount, claim) = (lines[deed.Line], Money.FromYuan(deed.Yuan), firstClaim + deed.Claim);
        Task PostAsync(params Posting[] postings) => ledger.PostAsync(db, postings, FundBench.Finance);
        return deed.Kind switch
        {
            "plan" => PostAsync(new Posting(line, PostingKind.Plan, amount, EntrySources.Budget, sequence) { Round = firstClaim }),
            "cut" => PostAsync(new Posting(line, PostingKind.Cut, amount, EntrySources.Budget, sequence) { Round = firstClaim }),
            "override" => PostAsync(new Posting(line, PostingKind.Override, amount, EntrySources.Claim, claim) { Round = sequence, Reason = "应急" },
                new Posting(line, PostingKind.Commit, amount, EntrySources.Claim, claim) { Round = sequence }),
            "commit" => PostAsync(new Posting(line, PostingKind.Commit, amount, EntrySources.Claim, claim) { Round = sequence }),
            "claim" => PostAsync(new Posting(line, PostingKind.Claim, amount, EntrySources.Claim, claim) { Round = sequence }),
            "pay" => PostAsync(new Posting(line, PostingKind.Pay, amount, EntrySources.Claim, claim) { Round = sequence }),
            "return" => ledger.ReverseAsync(db, EntrySources.Claim, claim, "退回", FundBench.Finance),
            "transfer" => PostAsync(new Posting(line, PostingKind.TransferOut, amount, EntrySources.Move, sequence) { Round = firstClaim },
                new Posting(lines[deed.Other], PostingKind.TransferIn, amount, EntrySources.Move, sequence) { Round = firstClaim }),
            _ => PostAsync(new Posting(line, PostingKind.CarryOut, amount, EntrySources.Move, sequence) { Round = firstClaim },
                new Posting(lines[deed.Other], PostingKind.CarryIn, amount, EntrySources.Move, sequence) { Round = firstClaim }),
        };
    }
}
