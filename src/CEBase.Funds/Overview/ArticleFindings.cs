using CEBase.Funds.Claims;
using CEBase.Funds.Expenses;

namespace CEBase.Funds.Overview;

/// <summary>Where a finding stands.</summary>
internal enum FoundIn
{
    /// <summary>Stands against a claim that is still on its way.</summary>
    Open,

    /// <summary>Passed by the approver with a written reason.</summary>
    Passed,
}

/// <summary>Something a rule said of the fund's spending.</summary>
/// <param name="Article">The article it rests on.</param>
/// <param name="Severity">How grave.</param>
/// <param name="In">Where it stands.</param>
/// <param name="Sentence">What was said; for a passed one the approver's reason as well.</param>
/// <param name="Label">Number of the claim.</param>
/// <param name="Href">Where to look at it.</param>
internal sealed record ArticleFinding(Citation Article, Severity Severity, FoundIn In, string Sentence, string Label, string Href);

/// <summary>What one article has said.</summary>
internal sealed record ArticleCount(Citation Article, int Blocks, int Reviews, int Passed);

/// <summary>Gathers what the rules say and said, by article: open claims are judged anew, passed reviews come from the trace. A checked file belongs to no fund and is told on its own page.</summary>
internal sealed class ArticleFindings(ClaimEvaluator judge)
{
    /// <param name="db">The scope.</param>
    /// <param name="fundId">The fund whose claims are asked.</param>
    /// <param name="year">Year in which the claim was made; zero is every year.</param>
    public async Task<IReadOnlyList<ArticleFinding>> OfAsync(DbScope db, long fundId, int year)
    {
        var found = new List<ArticleFinding>();
        var claims = (await db.QueryAsync<Claim>($"{ClaimRepository.Select} WHERE k.fund_id = @fundId AND k.state <> @Cancelled ORDER BY k.id DESC", new { fundId, ClaimStates.Cancelled }))
            .Where(c => year == 0 || c.Number.StartsWith($"{ClaimService.Series}{year}-", StringComparison.Ordinal)).ToDictionary(c => c.Id);
        foreach (var claim in claims.Values.Where(c => c.State is ClaimStates.Draft or ClaimStates.Returned or ClaimStates.Checked))
        {
            found.AddRange((await judge.JudgeAsync(db, claim)).All.Where(f => f.Severity > Severity.Note)
                .SelectMany(f => f.Articles.Select(a => new ArticleFinding(a, f.Severity, FoundIn.Open, f.Sentence, claim.Number, FundsAddresses.Claim(claim.Number)))));
        }
        var passed = await db.QueryAsync<TraceLine>("""
            SELECT id, at, actor_id, actor_name, record_type, record_id, step, from_state, to_state, findings, comment, attachments FROM published_trace_entry
            WHERE record_type = @RecordType AND step = @UnitApprove AND findings <> '[]' ORDER BY id DESC
            """, new { Claim.RecordType, ClaimWorkflow.UnitApprove });
        foreach (var line in passed.Where(l => claims.ContainsKey(l.RecordId)))
        {
            var number = claims[line.RecordId].Number;
            found.AddRange(Trace.FindingsOf(line).Where(f => f.Severity == Severity.Review)
                .SelectMany(f => f.Articles.Select(a => new ArticleFinding(a, f.Severity, FoundIn.Passed, $"{f.Sentence}{line.ActorName}放行：{line.Comment}", number, FundsAddresses.Claim(number)))));
        }
        return found;
    }

    public static IReadOnlyList<ArticleCount> Count(IEnumerable<ArticleFinding> found) =>
    [
        .. found.GroupBy(f => f.Article).OrderBy(g => g.Key.ToString(), StringComparer.Ordinal).Select(g => new ArticleCount(g.Key,
            g.Count(f => f.In == FoundIn.Open && f.Severity == Severity.Block), g.Count(f => f.In == FoundIn.Open && f.Severity == Severity.Review),
            g.Count(f => f.In == FoundIn.Passed))),
    ];
}
