namespace CEBase.Funds.LectureFees;

/// <summary>Where a fee goes.</summary>
/// <param name="Bank">Bank.</param>
/// <param name="Number">Card number, whole or masked.</param>
internal sealed record Transfer(string Bank, string Number);

/// <summary>The cards that the fees of a list go to: those of instructors and of outside payees. Own staff are paid with the salary and need none.</summary>
internal sealed class FeeCards(IBankCards cards, FeePayees payees)
{
    /// <summary>Masked, by payee; those without a card are missing.</summary>
    public async Task<IReadOnlyDictionary<FeeOwner, Transfer>> MaskedAsync(DbScope db, IReadOnlyList<FeeLine> lines)
    {
        var found = (await cards.MaskedAsync(db, [.. lines.Where(l => !l.IsInHouse).Select(l => l.InstructorId).OfType<long>().Distinct()]))
            .ToDictionary(c => new FeeOwner(c.Key, null), c => new Transfer(c.Value.Bank, c.Value.NumberMasked));
        foreach (var id in lines.Select(l => l.PayeeId).OfType<long>().Distinct())
        {
            if (await payees.FindAsync(db, id) is { } payee)
            {
                found[new FeeOwner(null, id)] = new Transfer(payee.Bank, payee.CardMasked);
            }
        }
        return found;
    }

    /// <summary>Whole, for the finance office; each leaves a trace on the payee.</summary>
    public async Task<IReadOnlyDictionary<FeeOwner, Transfer>> WholeAsync(DbScope db, IReadOnlyList<FeeLine> lines, ICurrentUser user)
    {
        var whole = new Dictionary<FeeOwner, Transfer>();
        foreach (var (owner, card) in await MaskedAsync(db, lines))
        {
            whole[owner] = new Transfer(card.Bank, owner.InstructorId is { } id ? await cards.RevealAsync(db, id, user) : await payees.RevealAsync(db, owner.PayeeId!.Value, user));
        }
        return whole;
    }
}
