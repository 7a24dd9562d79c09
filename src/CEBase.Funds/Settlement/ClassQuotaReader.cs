using CEBase.Funds.Standards;

namespace CEBase.Funds.Settlement;

/// <summary>Gathers a class's people by day: from confirmed attendance, for days to come from those admitted.</summary>
internal sealed class ClassQuotaReader(IClassDirectory classes, IAttendanceFigures attendance, IEnrolmentDirectory enrolments, StandardEvaluator standards)
{
    /// <summary>Only what attendance confirms, as the settlement counts.</summary>
    public async Task<ClassQuota> ConfirmedAsync(DbScope db, ClassCard card) => await OfAsync(db, card, await attendance.DaysAsync(db, card.Id));

    /// <summary>With those admitted on every day of the timetable whose attendance isn't confirmed yet; without a timetable, on every day of the class.</summary>
    public async Task<ClassQuota> ExpectedAsync(DbScope db, ClassCard card)
    {
        var confirmed = (await attendance.DaysAsync(db, card.Id)).Where(d => d.IsWhole).ToDictionary(d => d.Day);
        var taught = (await classes.SessionsAsync(db, card.Id)).Select(s => s.Day).Distinct().ToList();
        var days = taught.Count > 0 ? taught : [.. Enumerable.Range(0, card.EndsOn.DayNumber - card.StartsOn.DayNumber + 1).Select(card.StartsOn.AddDays)];
        var admitted = days.All(confirmed.ContainsKey) ? 0 : (await enrolments.OfClassAsync(db, card.Id)).Count;
        return await OfAsync(db, card, [.. days.Order().Select(d => confirmed.GetValueOrDefault(d, new DayAttendance { Day = d, Learners = admitted, IsWhole = false }))]);
    }

    /// <summary>Arrival and departure as the class's days say where nobody has typed them: days before the first session, and after the last.</summary>
    public async Task<(int Arrival, int Departure)> AssumedTravelAsync(DbScope db, ClassCard card)
    {
        var taught = (await classes.SessionsAsync(db, card.Id)).Select(s => s.Day).ToList();
        return taught.Count == 0 ? (0, 0) : (Math.Max(0, taught.Min().DayNumber - card.StartsOn.DayNumber), Math.Max(0, card.EndsOn.DayNumber - taught.Max().DayNumber));
    }

    private async Task<ClassQuota> OfAsync(DbScope db, ClassCard card, IReadOnlyList<DayAttendance> days)
    {
        var record = await SettlementRepository.OfAsync(db, card.Id);
        var assumed = await AssumedTravelAsync(db, card);
        return new ClassQuota(days, record.ArrivalDays ?? assumed.Arrival, record.DepartureDays ?? assumed.Departure, await standards.TrainingAsync(db, card.StartsOn), days.Count > 0 && days.All(d => d.IsWhole));
    }
}
