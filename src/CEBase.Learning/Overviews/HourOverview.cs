using CEBase.Learning.Attendance;
using CEBase.Learning.HourRules;

namespace CEBase.Learning.Overviews;

/// <summary>Entries of one class, or of learning elsewhere, in a year.</summary>
/// <param name="Class">The class; null for learning elsewhere.</param>
/// <param name="Subject">What they count as.</param>
/// <param name="Entries">In order of day.</param>
internal sealed record ClassHours(ClassCard? Class, SubjectKind Subject, IReadOnlyList<HourEntry> Entries)
{
    public string Name => Class?.Name ?? "其他学习（认定学时）";

    /// <summary>Sum, reversals taken off.</summary>
    public StudyHours Hours => new(Entries.Sum(e => e.Hours.Tenths));
}

/// <summary>Everything about a learner's year.</summary>
/// <param name="Standing">Balance and rules.</param>
/// <param name="Classes">Entries by class.</param>
/// <param name="Refusals">What was refused, with the class.</param>
/// <param name="Years">Years to offer.</param>
internal sealed record HourOverview(HourStanding Standing, IReadOnlyList<ClassHours> Classes, IReadOnlyList<(HourRefusal Refusal, ClassCard? Class)> Refusals, IReadOnlyList<int> Years);

/// <summary>Gathers a learner's year; my page, the console, the transcript and the API all ask here.</summary>
internal sealed class HourOverviews(IHourLedger ledger, HourStandings standings, HourRefusals refusals, IClassDirectory classes, IEnrolmentDirectory enrolments)
{
    public async Task<HourOverview> OfAsync(DbScope db, LearnerCard learner, int year)
    {
        var entries = await ledger.EntriesAsync(db, learner.Id, year);
        var refused = await refusals.OfLearnerAsync(db, learner.Id, year);
        var cards = (await classes.GetAsync(db, [.. entries.Select(e => e.ClassId).Concat(refused.Select(r => r.ClassId)).Distinct()])).ToDictionary(c => c.Id);
        return new HourOverview(
            await standings.OfAsync(db, learner, year),
            [.. entries.GroupBy(e => (e.ClassId, e.Subject)).OrderBy(g => g.Min(e => e.Day)).Select(g => new ClassHours(cards.GetValueOrDefault(g.Key.ClassId), g.Key.Subject, [.. g.OrderBy(e => e.Day).ThenBy(e => e.StartsAt).ThenBy(e => e.Id)]))],
            [.. refused.Select(r => (r, cards.GetValueOrDefault(r.ClassId)))],
            await standings.YearsAsync(db, learner.Id, year));
    }

    /// <summary>The signed-in learner.</summary>
    /// <exception cref="Refusal">The account is no learner's.</exception>
    public async Task<LearnerCard> LearnerAsync(DbScope db, ICurrentUser user) =>
        (user.AccountId is { } account ? await enrolments.LearnerOfAsync(db, account) : null)
        ?? throw Refusal.NotFound("这个账号没有学员资料，所以没有学时记录。请用学员账号登录。");
}
