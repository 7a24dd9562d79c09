namespace CEBase.Instructors;

/// <summary>A bank card as pages show it.</summary>
/// <param name="Bank">Bank.</param>
/// <param name="NumberMasked">Its number, masked.</param>
public sealed record MaskedBankCard(string Bank, string NumberMasked);

/// <summary>Cards that fees are transferred to. There is no other way to pay a fee.</summary>
public interface IBankCards
{
    /// <summary>The cards of these instructors, by instructor; those without a card are missing.</summary>
    Task<IReadOnlyDictionary<long, MaskedBankCard>> MaskedAsync(DbScope db, IReadOnlyCollection<long> instructorIds);

    /// <summary>The whole number, for the finance office's transfer; leaves a trace on the instructor.</summary>
    /// <exception cref="Refusal"><c>not_found</c>: no card.</exception>
    Task<string> RevealAsync(DbScope db, long instructorId, ICurrentUser user);
}
