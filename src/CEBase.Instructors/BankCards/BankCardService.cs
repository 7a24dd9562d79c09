namespace CEBase.Instructors.BankCards;

/// <summary>A bank card as pages see it: masked, with the consent it is kept by.</summary>
internal sealed record BankCard
{
    public long Id { get; init; }
    public long InstructorId { get; init; }
    public string Bank { get; init; } = "";
    public string NumberMasked { get; init; } = "";

    /// <summary>What it may be used for, as the instructor agreed.</summary>
    public string Purpose { get; init; } = "";
    public DateOnly ConsentedOn { get; init; }

    /// <summary>How consent was given: a signed paper, a message.</summary>
    public string ConsentForm { get; init; } = "";
    public string RecordedByName { get; init; } = "";
    public DateTimeOffset RecordedAt { get; init; }
}

/// <summary>Keeps bank cards: only with a consent of its own, encrypted, shown masked; withdrawing the consent deletes the number.</summary>
[RestsOn("PIPL:29", "PIPL:47", "PIPL:51", How = "银行卡号凭单独同意登记，加密保存，掩码显示，撤回同意即删除")]
internal sealed class BankCardService(IPersonalNumbers numbers, Trace trace, TimeProvider clock) : IBankCards
{
    /// <summary>Records a card, or another in its place.</summary>
    /// <param name="db">The transaction.</param>
    /// <param name="card">Bank, purpose and consent.</param>
    /// <param name="typed">The number as typed.</param>
    /// <param name="isChecked">Somebody compared a number whose check digit is wrong with the card itself.</param>
    /// <param name="agreed">The instructor's own consent to keep this card is at hand.</param>
    /// <param name="user">Who records it.</param>
    /// <exception cref="Refusal"><c>bank_…</c>.</exception>
    public async Task RecordAsync(DbScope db, BankCard card, string? typed, bool isChecked, bool agreed, ICurrentUser user)
    {
        var check = BankCardNumber.Check(typed, isChecked);
        Field.Check(agreed, "bank_consent", "Agreed", "没有本人的单独同意，不能登记银行卡。");
        Field.Check(check.IsValid, check.Reason ?? "", "CardNumber", check.Sentence ?? "");
        card = card with
        {
            Bank = Field.Required(card.Bank, nameof(card.Bank), "开户银行", 100), Purpose = Field.Required(card.Purpose, nameof(card.Purpose), "使用目的", 200),
            ConsentForm = Field.Required(card.ConsentForm, nameof(card.ConsentForm), "同意的形式", 200),
        };
        Field.Check(card.ConsentedOn.Year >= 2000 && card.ConsentedOn <= clock.Today(), "required", nameof(card.ConsentedOn), "请填写同意的日期，不晚于今天。");
        var number = numbers.ProtectCard(check.Number);
        await db.ExecuteAsync("""
            INSERT INTO instructor_bank_card (instructor_id, bank, number_stored, number_masked, purpose, consented_on, consent_form, recorded_by_name, recorded_at)
            VALUES (@InstructorId, @Bank, @Stored, @Masked, @Purpose, @ConsentedOn, @ConsentForm, @DisplayName, @Now)
            ON CONFLICT (instructor_id) DO UPDATE SET bank = excluded.bank, number_stored = excluded.number_stored, number_masked = excluded.number_masked, purpose = excluded.purpose,
              consented_on = excluded.consented_on, consent_form = excluded.consent_form, recorded_by_name = excluded.recorded_by_name, recorded_at = excluded.recorded_at
            """, new
        {
            card.InstructorId, card.Bank, number.Stored, number.Masked, card.Purpose, card.ConsentedOn,
            card.ConsentForm, user.DisplayName, Now = clock.GetUtcNow(),
        });
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, card.InstructorId, "bank_card") { Comment = $"用途：{card.Purpose}；{card.ConsentedOn.InTable()} 同意，{card.ConsentForm}" }, user);
    }

    /// <summary>Deletes the card after the consent was taken back.</summary>
    public async Task WithdrawAsync(DbScope db, long instructorId, ICurrentUser user)
    {
        if (await db.ExecuteAsync("DELETE FROM instructor_bank_card WHERE instructor_id = @instructorId", new { instructorId }) == 1)
        {
            await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, instructorId, "bank_card_withdrawn"), user);
        }
    }

    /// <summary>The whole number, for paying; leaves a trace.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<string> RevealAsync(DbScope db, long instructorId, ICurrentUser user)
    {
        var stored = await db.FirstAsync<string>("SELECT number_stored FROM instructor_bank_card WHERE instructor_id = @instructorId", new { instructorId })
            ?? throw Refusal.NotFound("没有登记银行卡。");
        await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, instructorId, "bank_card_revealed"), user);
        return numbers.Reveal(stored);
    }

    public async Task<IReadOnlyDictionary<long, MaskedBankCard>> MaskedAsync(DbScope db, IReadOnlyCollection<long> instructorIds) => instructorIds.Count == 0 ? new Dictionary<long, MaskedBankCard>()
        : (await db.QueryAsync<BankCard>("SELECT instructor_id, bank, number_masked FROM instructor_bank_card WHERE instructor_id IN @Ids", new { Ids = instructorIds.ToArray() }))
            .ToDictionary(c => c.InstructorId, c => new MaskedBankCard(c.Bank, c.NumberMasked));

    public Task<BankCard?> OfAsync(DbScope db, long instructorId) => db.FirstAsync<BankCard>("""
        SELECT id, instructor_id, bank, number_masked, purpose, consented_on, consent_form, recorded_by_name, recorded_at FROM instructor_bank_card WHERE instructor_id = @instructorId
        """, new { instructorId });
}
