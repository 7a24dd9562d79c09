using CEBase.Funds.Commitments;
using CEBase.Funds.Expenses;
using CEBase.Funds.Ledger;

namespace CEBase.Funds.Draws;

/// <summary>What a claim wants of one commitment.</summary>
internal sealed record DrawDemand(Commitment Commitment, Money Wanted);

/// <summary>
/// Moves money between commitments and claims. A draw frees the amount and the claim commits it anew in the same transaction, while the budget
/// line is held: in sum nothing is committed twice, and nobody gets in between.
/// </summary>
internal sealed class CommitmentDraws(FundLedger ledger, CommitmentService commitments, TimeProvider clock)
{
    /// <summary>What the claim wants of each commitment its lines name; in a write they are held, always before the budget lines.</summary>
    public static async Task<IReadOnlyList<DrawDemand>> DemandsAsync(DbScope db, long claimId)
    {
        var wanted = (await ClaimLineRepository.OfClaimAsync(db, claimId)).Where(l => l.CommitmentId is not null)
            .GroupBy(l => l.CommitmentId!.Value).ToDictionary(g => g.Key, g => g.Sum(l => l.Amount));
        if (wanted.Count == 0)
        {
            return [];
        }
        await LockAsync(db, wanted.Keys);
        return [.. (await CommitmentRepository.GetAsync(db, wanted.Keys)).Select(c => new DrawDemand(c, wanted[c.Id]))];
    }

    /// <summary>Relieves the commitments that the claim's lines name.</summary>
    /// <exception cref="Refusal"><c>commitment_short</c>: another claim has drawn the rest, or it was closed.</exception>
    public async Task DrawAsync(DbScope db, long claimId, ICurrentUser user)
    {
        foreach (var (commitment, wanted) in await DemandsAsync(db, claimId))
        {
            if (await db.ExecuteAsync("UPDATE commitment SET drawn = drawn + @wanted WHERE id = @Id AND state = @Approved AND drawn + released + @wanted <= amount",
                new { commitment.Id, wanted, CommitmentWorkflow.Approved }) == 0)
            {
                throw new Refusal("commitment_short", $"预占 {commitment.Number} 还剩 {commitment.Left} 元，不够本单的 {wanted} 元。请减少金额，或另行申请。") { Status = 409 };
            }
            var draw = await db.InsertAsync("INSERT INTO commitment_draw (commitment_id, claim_id, amount, drawn_at) VALUES (@Id, @claimId, @wanted, @Now)",
                new { commitment.Id, claimId, wanted, Now = clock.GetUtcNow() });
            await ledger.PostAsync(db, [new Posting(commitment.FundLineId, PostingKind.Draw, wanted, EntrySources.Commitment, commitment.Id) { Round = (int)draw }], user);
        }
    }

    /// <summary>Holds what the claim has drawn from, before the ledger holds the lines.</summary>
    public static async Task<IReadOnlyList<CommitmentDraw>> HoldAsync(DbScope db, long claimId)
    {
        var draws = await CommitmentRepository.StandingDrawsAsync(db, claimId);
        await LockAsync(db, draws.Select(d => d.CommitmentId));
        return draws;
    }

    /// <summary>Gives what a claim had drawn back to its commitments, after the claim's own entries were taken back. A closed one gives it on to the budget line.</summary>
    public async Task GiveBackAsync(DbScope db, IReadOnlyList<CommitmentDraw> draws, string? reason, ICurrentUser user)
    {
        foreach (var draw in draws)
        {
            await ledger.ReverseAsync(db, EntrySources.Commitment, draw.CommitmentId, reason, user, e => e.Act == PostingKind.Draw && e.Round == draw.Id);
            await db.ExecuteAsync("UPDATE commitment_draw SET given_back_at = @Now WHERE id = @Id", new { draw.Id, Now = clock.GetUtcNow() });
            await db.ExecuteAsync("UPDATE commitment SET drawn = drawn - @Amount WHERE id = @CommitmentId", draw);
            var commitment = (await CommitmentRepository.FindAsync(db, draw.CommitmentId))!;
            if (!commitment.IsApproved)
            {
                await commitments.ReleaseAsync(db, commitment, draw.Amount, (int)draw.Id, reason, user);
            }
        }
    }

    private static async Task LockAsync(DbScope db, IEnumerable<long> ids)
    {
        if (db.Transaction is not null)
        {
            await db.QueryAsync<long>($"SELECT id FROM commitment WHERE id IN @ids ORDER BY id{db.Dialect.ForUpdate}", new { ids = ids.Append(0).ToArray() });
        }
    }
}
