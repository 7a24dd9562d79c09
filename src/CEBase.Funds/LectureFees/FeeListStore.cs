using CEBase.Funds.Standards;

namespace CEBase.Funds.LectureFees;

/// <summary>
/// Writes what a list pays, and sees to it that each hour of a half-day that several lists share is paid by one of them: when a list gives hours back,
/// the other drafts take them in the same transaction, oldest first; hours that only a list already handed in could take are not given back.
/// </summary>
internal sealed class FeeListStore(FeeCalculator calculator, CapTable caps, Trace trace)
{
    /// <summary>Computes a list anew from the sessions and lines that it holds.</summary>
    public async Task StoreAsync(DbScope db, long listId)
    {
        var list = (await FeeListRepository.FindAsync(db, listId))!;
        await FeeLineRepository.StoreAsync(db, listId, await calculator.LinesAsync(db, list, await FeeLessonRepository.OfAsync(db, listId), await FeeLineRepository.OfAsync(db, listId)));
    }

    /// <summary>Lets other drafts of these half-days take what this list doesn't pay.</summary>
    public async Task ShareOutAsync(DbScope db, long listId, IReadOnlyCollection<(long InstructorId, DateOnly Day)> days, ICurrentUser user)
    {
        var asked = days.ToHashSet();
        var others = (await FeeLessonRepository.HeldAsync(db, days)).Where(g => asked.Contains((g.Key.InstructorId, g.Key.Day))).SelectMany(g => g)
            .Where(h => h.IsOpen && h.ListId != listId).Select(h => h.ListId).Distinct().Order();
        foreach (var other in others)
        {
            var before = Hours(await FeeLineRepository.OfAsync(db, other));
            await StoreAsync(db, other);
            if (Hours(await FeeLineRepository.OfAsync(db, other)) is var after && after != before)
            {
                await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, other, "fee_share") { Comment = $"同一半天的另一张表有变化，计费学时由 {before} 改为 {after}" }, user);
            }
        }
    }

    /// <summary>Half-days in which nobody would pay what this list gives back.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="listId">The list that gives back.</param>
    /// <param name="kept">The sessions that it keeps.</param>
    public async Task<IReadOnlyList<UnpaidHalfDay>> UnpaidWithoutAsync(DbScope db, long listId, IReadOnlyList<FeeLesson> kept)
    {
        var lines = (await FeeLineRepository.OfAsync(db, listId)).Where(l => l.InstructorId is not null).ToDictionary(l => new HalfDayKey(l.InstructorId!.Value, l.Day, l.HalfDay));
        var keeps = kept.SelectMany(s => FeeHours.Split(s).Select(p => (Key: new HalfDayKey(s.InstructorId, s.Day, p.Half), p.Part))).ToLookup(p => p.Key, p => p.Part);
        var unpaid = new List<UnpaidHalfDay>();
        foreach (var holds in (await FeeLessonRepository.HeldAsync(db, [.. lines.Keys.Select(k => (k.InstructorId, k.Day))])).Where(g => lines.ContainsKey(g.Key)))
        {
            var most = (await caps.OnAsync(db, CapNames.LectureHours, holds.Key.Day)).Value;
            List<HeldHours> after = [.. holds.Select(h => h.ListId == listId ? h with { Taught = [.. keeps[holds.Key]] } : h)];
            if (FeeHours.Unpaid(after, most) is var left && left > FeeHours.Unpaid([.. holds], most))
            {
                unpaid.Add(new UnpaidHalfDay(lines[holds.Key], left, [.. holds.Where(h => !h.IsOpen && h.ListId != listId).Select(h => h.Number)]));
            }
        }
        return unpaid;
    }

    private static StudyHours Hours(IEnumerable<FeeLine> lines) => lines.Aggregate(StudyHours.Zero, (sum, l) => sum + l.Hours);
}
