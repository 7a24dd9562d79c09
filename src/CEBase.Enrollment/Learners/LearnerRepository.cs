namespace CEBase.Enrollment.Learners;

/// <summary>Reads and writes learners.</summary>
internal sealed class LearnerRepository(TimeProvider clock)
{
    private const string Columns = """
        id, account_id, name, sex, birth_date, document_kind, number_masked, employer, employer_key, credit_code,
        title, title_level, education, phone, email, province, source, restricted_at, created_at, updated_at
        """;

    public Task<Learner?> FindAsync(DbScope db, long id) =>
        db.FirstAsync<Learner>($"SELECT {Columns} FROM learner WHERE id = @id", new { id });

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async Task<Learner> RequireAsync(DbScope db, long id) => await FindAsync(db, id) ?? throw Refusal.NotFound("没有找到这名学员。");

    public Task<Learner?> OfAccountAsync(DbScope db, long accountId) =>
        db.FirstAsync<Learner>($"SELECT {Columns} FROM learner WHERE account_id = @accountId", new { accountId });

    /// <summary>The learner who is signed in.</summary>
    /// <exception cref="Refusal"><c>learner_missing</c>: a staff account.</exception>
    public async Task<Learner> OfUserAsync(DbScope db, ICurrentUser user) => (user.AccountId is { } id ? await OfAccountAsync(db, id) : null)
        ?? throw new Refusal("learner_missing", "您的账号没有学员资料，不能报名。请用本人手机号或邮箱注册学员账号后再报名。") { Status = 409 };

    public Task<Learner?> OfNumberAsync(DbScope db, DocumentKind kind, string hash) =>
        db.FirstAsync<Learner>($"SELECT {Columns} FROM learner WHERE document_kind = @Kind AND number_hash = @hash", new { Kind = kind.ToString(), hash });

    /// <summary>Learners by number's hash, in bulk; the hash contains the kind.</summary>
    public async Task<IReadOnlyDictionary<string, Learner>> OfHashesAsync(DbScope db, IEnumerable<string> hashes)
    {
        var found = new Dictionary<string, Learner>();
        foreach (var part in hashes.Distinct().Chunk(500))
        {
            var ids = (await db.QueryAsync<Key>("SELECT id, number_hash AS hash FROM learner WHERE number_hash IN @part", new { part })).ToDictionary(k => k.Id, k => k.Hash);
            foreach (var learner in await db.QueryAsync<Learner>($"SELECT {Columns} FROM learner WHERE id IN @Ids", new { Ids = ids.Keys.ToArray() }))
            {
                found[ids[learner.Id]] = learner;
            }
        }
        return found;
    }

    /// <summary>The encrypted number, for a use case that reveals it and leaves a trace.</summary>
    public async Task<string> NumberAsync(DbScope db, long id) => (await db.ScalarAsync<string>("SELECT number_stored FROM learner WHERE id = @id", new { id }))!;

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
        NumberHash = learner.Number?.Hash,
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

    private sealed record Key
    {
        public long Id { get; init; }
        public string Hash { get; init; } = "";
    }
}
