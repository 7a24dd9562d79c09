namespace CEBase.Funds.LectureFees;

/// <summary>Somebody outside the registry of instructors who draws a fee (校外领款人), numbers masked.</summary>
internal sealed record FeePayee
{
    public const string RecordType = "FeePayee";

    public long Id { get; init; }
    public string Name { get; init; } = "";
    public DocumentKind DocumentKind { get; init; }
    public string NumberMasked { get; init; } = "";
    public string Employer { get; init; } = "";
    public string Bank { get; init; } = "";
    public string CardMasked { get; init; } = "";
    public DateOnly ConsentedOn { get; init; }
    public string ConsentForm { get; init; } = "";
    public string RecordedByName { get; init; } = "";

    public const string Select = "SELECT id, name, document_kind, number_masked, employer, bank, card_masked, consented_on, consent_form, recorded_by_name FROM fee_payee";
}

/// <summary>An outside payee as typed.</summary>
internal sealed record FeePayeeDetails(string? Name, DocumentKind DocumentKind, string? Number, string? Employer, string? Bank, string? CardNumber, bool IsChecked, DateOnly? ConsentedOn, string? ConsentForm, bool Agreed);

/// <summary>
/// Keeps outside payees: one a natural person by the identity number, so that the fees of a month are found together; the card by consent, both
/// encrypted and shown masked.
/// </summary>
[RestsOn("PIPL:29", "PIPL:51", How = "校外领款人的证件号和银行卡号凭单独同意登记，加密保存，掩码显示")]
[RestsOn("BJTU:36", How = "费用只转账到领款人本人银行卡")]
internal sealed class FeePayees(IPersonalNumbers numbers, Trace trace, TimeProvider clock)
{
    public Task<IReadOnlyList<FeePayee>> ListAsync(DbScope db) => db.QueryAsync<FeePayee>($"{FeePayee.Select} ORDER BY name, id");

    public Task<FeePayee?> FindAsync(DbScope db, long id) => db.FirstAsync<FeePayee>($"{FeePayee.Select} WHERE id = @id", new { id });

    /// <summary>Records a payee; one whose identity number is known already gets the new card and employer.</summary>
    /// <exception cref="Refusal">A value is missing or a number wrong, at its field; <c>payee_name</c>: the number is somebody else's.</exception>
    public async Task<long> RecordAsync(DbScope db, FeePayeeDetails d, ICurrentUser user)
    {
        var (document, cardCheck) = (DocumentCheck.Of(d.DocumentKind, d.Number, clock.Today()), BankCardNumber.Check(d.CardNumber, d.IsChecked));
        Field.Check(d.Name?.Trim().Length is > 0 and <= 60, "payee_name_missing", "Name", "请填写姓名。");
        Field.Check(document.IsValid, document.Reason ?? "", "Number", document.Sentence ?? "");
        Field.Check(d.Bank?.Trim().Length is > 0 and <= 100, "bank_name", "Bank", "请填写开户银行。");
        Field.Check(cardCheck.IsValid, cardCheck.Reason ?? "", "CardNumber", cardCheck.Sentence ?? "");
        Field.Check(d.Agreed, "payee_consent", "Agreed", "没有本人的单独同意，不能登记证件号和银行卡。");
        Field.Check(d.ConsentForm?.Trim().Length is > 0 and <= 200, "payee_consent_form", "ConsentForm", "请写明同意的形式，例如 签字的同意书。");
        Field.Check(d.ConsentedOn is { Year: >= 2000 } day && day <= clock.Today(), "payee_consented_on", "ConsentedOn", "请填写同意的日期，不晚于今天。");
        var (number, card) = (numbers.Protect(d.DocumentKind, document.Number), numbers.ProtectCard(cardCheck.Number));
        var known = await db.FirstAsync<FeePayee>($"{FeePayee.Select} WHERE number_hash = @Hash", new { number.Hash });
        Field.Check(known is null || known.Name == d.Name!.Trim(), "payee_name", "Name", $"这个证件号已登记给“{known?.Name}”，请核对姓名或证件号。");
        var id = await db.ScalarAsync<long>("""
            INSERT INTO fee_payee (name, document_kind, number_hash, number_stored, number_masked, employer, bank, card_stored, card_masked, consented_on, consent_form, recorded_by_name, recorded_at)
            VALUES (@Name, @Kind, @Hash, @Stored, @Masked, @Employer, @Bank, @CardStored, @CardMasked, @ConsentedOn, @ConsentForm, @DisplayName, @Now)
            ON CONFLICT (number_hash) DO UPDATE SET employer = excluded.employer, bank = excluded.bank, card_stored = excluded.card_stored, card_masked = excluded.card_masked,
              consented_on = excluded.consented_on, consent_form = excluded.consent_form, recorded_by_name = excluded.recorded_by_name, recorded_at = excluded.recorded_at
            RETURNING id
            """, new
        {
            Name = d.Name!.Trim(), Kind = d.DocumentKind.ToString(), number.Hash, number.Stored, number.Masked, Employer = d.Employer?.Trim() ?? "", Bank = d.Bank!.Trim(),
            CardStored = card.Stored, CardMasked = card.Masked, d.ConsentedOn, ConsentForm = d.ConsentForm!.Trim(), user.DisplayName, Now = clock.GetUtcNow(),
        });
        await trace.AppendAsync(db, new TraceEntry(FeePayee.RecordType, id, "fee_payee") { Comment = $"{d.ConsentedOn!.Value.InTable()} 同意，{d.ConsentForm.Trim()}" }, user);
        return id;
    }

    /// <summary>The whole card number, for the finance office's transfer; leaves a trace.</summary>
    public async Task<string> RevealAsync(DbScope db, long id, ICurrentUser user)
    {
        var stored = await db.FirstAsync<string>("SELECT card_stored FROM fee_payee WHERE id = @id", new { id }) ?? throw Refusal.NotFound("没有这位领款人。");
        await trace.AppendAsync(db, new TraceEntry(FeePayee.RecordType, id, "fee_payee_revealed"), user);
        return numbers.Reveal(stored);
    }
}
