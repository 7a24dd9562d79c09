using System.Text.Encodings.Web;
using System.Text.Unicode;
using CEBase.Learning.Overviews;

namespace CEBase.Learning.Transcripts;

/// <summary>A line of a transcript.</summary>
internal sealed record TranscriptLine(string Name, string ClassNo, string Subject, string Form, string From, string Until, decimal Hours);

/// <summary>How a rule was met when the transcript was made.</summary>
internal sealed record TranscriptRule(string Name, string Citation, decimal Required, bool Met, string Missing);

/// <summary>What is printed, as it was on the day of issue.</summary>
internal sealed record TranscriptBody(string Name, string MaskedNumber, string Employer, string Title, IReadOnlyList<TranscriptLine> Lines, IReadOnlyList<TranscriptRule> Rules);

/// <summary>A transcript (学时证明) as stored.</summary>
internal sealed record Transcript
{
    public long Id { get; init; }

    /// <summary>Verification code, without dashes.</summary>
    public string Code { get; init; } = "";
    public long LearnerId { get; init; }
    public int Year { get; init; }
    public string LearnerName { get; init; } = "";
    public StudyHours PublicHours { get; init; }
    public StudyHours ProfessionalHours { get; init; }
    public string Snapshot { get; init; } = "";
    public DateTimeOffset IssuedAt { get; init; }

    public TranscriptBody Body => JsonSerializer.Deserialize<TranscriptBody>(Snapshot, TranscriptService.Json)!;
}

/// <summary>What the public page shows.</summary>
/// <param name="Transcript">The transcript.</param>
/// <param name="MaskedName">张*, 欧阳*.</param>
/// <param name="IsCurrent">The ledger still says the same.</param>
internal sealed record Verified(Transcript Transcript, string MaskedName, bool IsCurrent);

/// <summary>Issues transcripts and answers whether one is real. A transcript is a snapshot: it is never drawn again from today's data.</summary>
[RestsOn("NPU:9", How = "登记学习档案，出具学时证明")]
[RestsOn("MOHRSS25:institutions", How = "学时证明可公开核验")]
internal sealed class TranscriptService(IDatabase database, HourOverviews overviews, IHourLedger ledger, Trace trace, TimeProvider clock)
{
    private const string Select = "SELECT id, code, learner_id, year, learner_name, public_hours, professional_hours, snapshot, issued_at FROM transcript";

    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The learner's transcript of the year. Nothing changed since the last one: that one again.</summary>
    /// <exception cref="Refusal"><c>transcript_empty</c>.</exception>
    public Task<Transcript> IssueAsync(int year, ICurrentUser user) => database.WriteAsync(async db =>
    {
        var learner = await overviews.LearnerAsync(db, user);
        var overview = await overviews.OfAsync(db, learner, year);
        if (overview.Standing.Balance.Total.Tenths == 0)
        {
            throw new Refusal("transcript_empty", $"{year} 年还没有学时，不能开具学时证明。上完课并经班级确认后再来。") { Status = 409 };
        }
        var body = new TranscriptBody(learner.Name, learner.MaskedNumber, learner.Employer, learner.Title,
            [.. overview.Classes.Where(c => c.Hours.Tenths > 0).Select(c => new TranscriptLine(c.Name, c.Class?.ClassNo ?? "", c.Subject.Label(), c.Class is null ? "认定" : c.Class.IsOnline ? "网络" : "面授",
                c.Entries.Min(e => e.Day).InTable(), c.Entries.Max(e => e.Day).InTable(), c.Hours.Hours))],
            [.. overview.Standing.Judgements.Select(j => new TranscriptRule(j.Rule.Name, j.Rule.Citation, j.RequiredTotal.Hours, j.IsMet, j.Missing))]);
        var snapshot = JsonSerializer.Serialize(body, Json);
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(snapshot)));
        var made = await db.ExecuteAsync("""
            INSERT INTO transcript (code, learner_id, year, learner_name, public_hours, professional_hours, snapshot, fingerprint, issued_at)
            VALUES (@Code, @Id, @year, @Name, @PublicHours, @ProfessionalHours, @snapshot, @fingerprint, @At) ON CONFLICT (learner_id, year, fingerprint) DO NOTHING
            """, new { Code = TranscriptCodes.New(), learner.Id, year, learner.Name, overview.Standing.Balance.PublicHours, overview.Standing.Balance.ProfessionalHours, snapshot, fingerprint, At = clock.GetUtcNow() });
        var transcript = (await db.FirstAsync<Transcript>(Select + " WHERE learner_id = @Id AND year = @year AND fingerprint = @fingerprint", new { learner.Id, year, fingerprint }))!;
        if (made == 1)
        {
            await trace.AppendAsync(db, new TraceEntry("Transcript", transcript.Id, "issue"), user);
        }
        return transcript;
    });

    public Task<Transcript> MineAsync(string code, ICurrentUser user) => database.ReadAsync(async db =>
    {
        var learner = await overviews.LearnerAsync(db, user);
        return await db.FirstAsync<Transcript>(Select + " WHERE code = @code AND learner_id = @Id", new { code, learner.Id })
            ?? throw Refusal.NotFound("没有找到这份学时证明。");
    });

    /// <summary>Whether the code is one of ours.</summary>
    /// <exception cref="Refusal"><c>code_malformed</c>, <c>code_unknown</c>.</exception>
    public Task<Verified> VerifyAsync(string typed) => database.ReadAsync(async db =>
    {
        var code = TranscriptCodes.Normalise(typed);
        if (!TranscriptCodes.IsWellFormed(code))
        {
            throw new Refusal("code_malformed", "核验码有误：应是 12 位字母和数字（不含 0、1、I、L、O），请对照学时证明重新输入。") { Field = "Code" };
        }
        var transcript = await db.FirstAsync<Transcript>(Select + " WHERE code = @code", new { code })
            ?? throw new Refusal("code_unknown", "没有这个核验码的学时证明。本站出具的证明都能在这里查到；查不到的，请向持有人索取原件核对。") { Field = "Code" };
        var now = await ledger.BalanceAsync(db, transcript.LearnerId, transcript.Year);
        var name = transcript.LearnerName;
        return new Verified(transcript, name.Length < 2 ? "*" : name[..(name.Length > 3 ? 2 : 1)] + new string('*', name.Length - (name.Length > 3 ? 2 : 1)),
            now.PublicHours == transcript.PublicHours && now.ProfessionalHours == transcript.ProfessionalHours);
    });
}
