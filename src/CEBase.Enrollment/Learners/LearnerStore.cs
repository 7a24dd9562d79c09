namespace CEBase.Enrollment.Learners;

/// <summary>Reads and writes learners.</summary>
internal sealed class LearnerStore(IPersonalNumbers numbers, TimeProvider clock)
{
    private const string Columns = """
        id, account_id, name, sex, birth_date, document_kind, number_hash, number_masked, employer, employer_key, credit_code,
        title, title_level, education, phone, email, province, source, restricted_at, created_at, updated_at
        """;

    public Task<Learner?> FindAsync(DbScope db, long id) =>
        db.FirstAsync<Learner>($"SELECT {Columns} FROM learner WHERE id = @id", new { id });

    public Task<Learner?> OfAccountAsync(DbScope db, long accountId) =>
        db.FirstAsync<Learner>($"SELECT {Columns} FROM learner WHERE account_id = @accountId", new { accountId });

    public Task<Learner?> OfNumberAsync(DbScope db, DocumentKind kind, string hash) =>
        db.FirstAsync<Learner>($"SELECT {Columns} FROM learner WHERE document_kind = @Kind AND number_hash = @hash", new { Kind = kind.ToString(), hash });

    /// <summary>Learners by number's hash, in bulk; the hash contains the kind.</summary>
    public async Task<IReadOnlyList<Learner>> OfHashesAsync(DbScope db, IEnumerable<string> hashes)
    {
        var found = new List<Learner>();
        foreach (var part in hashes.Distinct().Chunk(500))
        {
            found.AddRange(await db.QueryAsync<Learner>($"SELECT {Columns} FROM learner WHERE number_hash IN @part", new { part }));
        }
        return found;
    }

    /// <summary>The whole number, for those who may see it; the trace is the caller's to write.</summary>
    public async Task<string> RevealAsync(DbScope db, long id) =>
        numbers.Reveal((await db.ScalarAsync<string>("SELECT number_stored FROM learner WHERE id = @id", new { id }))!);

    /// <summary>Inserts and returns the number, or 0 when the same person is there already.</summary>
    public Task<long> AddAsync(DbScope db, Learner learner) => db.InsertAsync("""
        INSERT INTO learner (account_id, name, sex, birth_date, document_kind, number_hash, number_stored, number_masked, employer, employer_key,
          credit_code, title, title_level, education, phone, email, province, source, created_at, updated_at)
        VALUES (@AccountId, @Name, @Sex, @BirthDate, @DocumentKind, @NumberHash, @NumberStored, @NumberMasked, @Employer, @EmployerKey,
          @CreditCode, @Title, @TitleLevel, @Education, @Phone, @Email, @Province, @Source, @Now, @Now)
        ON CONFLICT (document_kind, number_hash) DO NOTHING
        """, Values(learner));

    /// <summary>Writes what may change. Name, sex, birth date and number stay.</summary>
    public Task UpdateAsync(DbScope db, Learner learner) => db.ExecuteAsync("""
        UPDATE learner SET account_id = @AccountId, employer = @Employer, employer_key = @EmployerKey, credit_code = @CreditCode, title = @Title,
          title_level = @TitleLevel, education = @Education, phone = @Phone, email = @Email, province = @Province, restricted_at = @RestrictedAt,
          updated_at = @Now
        WHERE id = @Id
        """, Values(learner));

    private object Values(Learner learner) => new
    {
        learner.Id,
        learner.AccountId,
        learner.Name,
        learner.Sex,
        learner.BirthDate,
        DocumentKind = learner.DocumentKind.ToString(),
        learner.NumberHash,
        NumberStored = learner.Number?.Stored,
        learner.NumberMasked,
        learner.Employer,
        EmployerKey = Employers.Key(learner.Employer),
        learner.CreditCode,
        learner.Title,
        learner.TitleLevel,
        learner.Education,
        learner.Phone,
        learner.Email,
        learner.Province,
        learner.Source,
        learner.RestrictedAt,
        Now = clock.GetUtcNow(),
    };
}
