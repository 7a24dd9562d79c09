using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>Gathers what the standards need for each line of a claim and asks them: caps as at the day of the cost.</summary>
internal sealed class StandardEvaluator(CapTable caps, QuotaCategory categories, TaxTables taxes, LodgingRepository lodging, IInstructorRegistry registry, ITaughtLessons taught)
{
    /// <param name="db">The scope.</param>
    /// <param name="claimId">The claim.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="served">The classes they serve, by id.</param>
    /// <param name="fees">Fees that the payees draw on the same days, wherever they are claimed.</param>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<Finding>>> JudgeAsync(
        DbScope db, long claimId, IReadOnlyList<ClaimLine> lines, IReadOnlyDictionary<long, ClassCard> served, IReadOnlyList<DrawnFee> fees)
    {
        var measures = await LineMeasuresRepository.OfClaimAsync(db, claimId);
        var findings = new Dictionary<long, IReadOnlyList<Finding>>();
        foreach (var line in lines)
        {
            var told = measures.GetValueOrDefault(line.Id, LineMeasures.None);
            var standard = line.Kind switch
            {
                LineKind.Lecture => await LectureAsync(db, line, told, fees),
                LineKind.Consultation => await ConsultationAsync(db, line, told, fees),
                LineKind.Travel when TravelAllowances.Of(line.Description) is { Count: > 0 } names => await AllowanceAsync(db, line, told, names),
                LineKind.Lodging when line.IsForLearners => await QuotaAsync(db, line, told, line.ClassId is { } id ? served.GetValueOrDefault(id) : null),
                LineKind.Lodging => await LodgingAsync(db, line, told),
                _ when line.Description.Contains("会议费", StringComparison.Ordinal) => await MeetingAsync(db, line, told),
                _ => [],
            };
            findings[line.Id] = [.. MeasureRule.Check(line, told), .. RepeatedFeeRule.Check(line, told, fees), .. standard];
        }
        return findings;
    }

    /// <summary>Who the payee is, as the registry knows the name on that day.</summary>
    public async Task<Payee> PayeeAsync(DbScope db, string name, DateOnly day)
    {
        var found = await registry.NamedAsync(db, name.Trim(), day);
        return new Payee(name, found.Count, found.Count == 1 ? found[0].TitleLevel : TitleLevel.FullSenior, found is [{ Relation: Relation.InHouse }]);
    }

    /// <summary>Folded names of payees whom the registry has as the school's own on the day, even among others of that name.</summary>
    public async Task<IReadOnlyList<string>> InHouseAsync(DbScope db, IEnumerable<ClaimLine> lines)
    {
        var found = new List<string>();
        foreach (var (name, day) in lines.Select(l => (l.Payee.Trim(), l.FromDay)).Distinct())
        {
            if ((await registry.NamedAsync(db, name, day)).Any(i => i.Relation == Relation.InHouse))
            {
                found.Add(TextFold.Key(name));
            }
        }
        return found;
    }

    /// <summary>The quota of trainings on a day.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="day">The day.</param>
    /// <param name="category">One that somebody named; null takes the one that holds on the day, and an undecided one leaves the quota unknown.</param>
    public async Task<TrainingQuota> TrainingAsync(DbScope db, DateOnly day, long? category = null)
    {
        var which = category is { } named ? new Cap(CapNames.TrainingBase, CapNames.Label(CapNames.TrainingBase), named, day) : await categories.TrainingAsync(db, day);
        return new TrainingQuota(QuotaCategory.Label(which), which.Value is { } known ? await caps.OnAsync(db, CapNames.Training(known), day) : which,
            await caps.OnAsync(db, CapNames.TrainingFullDays, day), await caps.OnAsync(db, CapNames.TrainingLaterShare, day), await caps.OnAsync(db, CapNames.TrainingTravelDays, day));
    }

    private async Task<IReadOnlyList<Finding>> LectureAsync(DbScope db, ClaimLine line, LineMeasures told, IReadOnlyList<DrawnFee> fees)
    {
        var payee = await PayeeAsync(db, line.Payee, line.FromDay);
        var most = await caps.OnAsync(db, CapNames.LectureHours, line.FromDay);
        var perHour = await caps.OnAsync(db, CapNames.Lecture(payee.Level, told.IsExpert || !payee.IsKnown), line.FromDay);
        var others = fees.Where(f => f.Kind == LineKind.Lecture && f.Meets(line)).ToList();
        var hours = LectureFeeRule.HoursOf(line, told, most.Value ?? 0)?.Hours;
        return
        [
            .. LectureFeeRule.Check(new LectureFacts(line, told, payee, perHour, most, taxes.On(line.FromDay)?.Table)),
            .. LectureOnceRule.Check(line, hours ?? StudyHours.Zero, others, most.Value),
            .. TaughtRule.Check(new TaughtFacts(line, hours, await TaughtAsync(db, line))),
        ];
    }

    /// <summary>Hours of the payee's confirmed sessions of the class on the line's days and half-day; null when there are none.</summary>
    private async Task<StudyHours?> TaughtAsync(DbScope db, ClaimLine line)
    {
        if (line.ClassId is not { } classId)
        {
            return null;
        }
        var teachers = (await registry.NamedAsync(db, line.Payee.Trim(), line.FromDay)).Select(i => i.Id).ToHashSet();
        var held = (await taught.OfClassAsync(db, classId))
            .Where(s => s.InstructorId is { } id && teachers.Contains(id) && s.Day >= line.FromDay && s.Day <= line.UntilDay)
            .SelectMany(s => HalfDays.Split(s.StartsAt, s.EndsAt, s.Hours))
            .Where(p => line.HalfDay == HalfDay.Whole || p.Half == line.HalfDay).ToList();
        return held.Count == 0 ? null : held.Aggregate(StudyHours.Zero, (sum, p) => sum + p.Hours);
    }

    private async Task<IReadOnlyList<Finding>> ConsultationAsync(DbScope db, ClaimLine line, LineMeasures told, IReadOnlyList<DrawnFee> fees)
    {
        var payee = await PayeeAsync(db, line.Payee, line.FromDay);
        var before = told.ByCorrespondence ? 0 : ConsultationRule.DaysBefore(line, fees);
        return [.. ConsultationRule.Check(new ConsultationFacts(line, told, payee, await ConsultationAsync(db, payee.Level, line.FromDay), before, taxes.On(line.FromDay)?.Table))];
    }

    /// <summary>The standards of consultation for a title on a day.</summary>
    public async Task<ConsultationCaps> ConsultationAsync(DbScope db, TitleLevel level, DateOnly day) => new(
        await caps.OnAsync(db, level >= TitleLevel.AssociateSenior ? CapNames.ConsultSenior : CapNames.ConsultOther, day),
        await caps.OnAsync(db, CapNames.ConsultExpertShare, day), await caps.OnAsync(db, CapNames.ConsultHalfShare, day), await caps.OnAsync(db, CapNames.ConsultLaterShare, day),
        await caps.OnAsync(db, CapNames.ConsultFullDays, day), await caps.OnAsync(db, CapNames.ConsultLetterMin, day), await caps.OnAsync(db, CapNames.ConsultLetterMax, day));

    private async Task<IReadOnlyList<Finding>> AllowanceAsync(DbScope db, ClaimLine line, LineMeasures told, IReadOnlyList<string> names)
    {
        var rates = new List<Cap>();
        foreach (var name in names)
        {
            rates.Add(await caps.OnAsync(db, name, line.FromDay));
        }
        return [.. TravelRule.Check(new AllowanceFacts(TravelAllowances.Label([.. names]), rates, told.Persons, Days(line), told.BoardDays, line.Amount))];
    }

    private async Task<IReadOnlyList<Finding>> LodgingAsync(DbScope db, ClaimLine line, LineMeasures told)
    {
        var rooms = line.Unit is "间夜" or "间天" && told.Persons == 0 ? (int)Math.Ceiling(line.QuantityText / Math.Max(1, told.Nights)) : told.Persons;
        return [.. LodgingRule.Check(new LodgingFacts(told.City, told.PersonLevel, rooms, await lodging.NightsAsync(db, told.City, told.PersonLevel, line.FromDay, told.Nights), line.Amount))];
    }

    private async Task<IReadOnlyList<Finding>> QuotaAsync(DbScope db, ClaimLine line, LineMeasures told, ClassCard? served)
    {
        if (PersonDays(line, told) is not { } personDays)
        {
            return [Finding.Review(LodgingRule.Incomplete, "没有写明人数，无法按人天定额核对。请在“标准核对”里填写人数，或把数量按人天填写。", "MOF540:quota")];
        }
        var days = served is null ? Days(line) : served.EndsOn.DayNumber - served.StartsOn.DayNumber + 1;
        return [.. QuotaRule.Check(new QuotaFacts(personDays, days, line.Amount, await TrainingAsync(db, line.FromDay)))];
    }

    private async Task<IReadOnlyList<Finding>> MeetingAsync(DbScope db, ClaimLine line, LineMeasures told)
    {
        if (PersonDays(line, told) is not { } personDays)
        {
            return [Finding.Review(LodgingRule.Incomplete, "没有写明参会人数，无法按会议定额核对。请在“标准核对”里填写人数，或把数量按人天填写。", "MOF214:quota")];
        }
        var category = await categories.MeetingAsync(db, line.FromDay);
        var perDay = category.Value is { } known ? await caps.OnAsync(db, CapNames.Meeting(known), line.FromDay) : category;
        return [.. MeetingRule.Check(QuotaCategory.MeetingLabel(category), perDay, personDays, line.Amount)];
    }

    private static decimal? PersonDays(ClaimLine line, LineMeasures told) =>
        line.Unit is "人天" or "人日" ? line.QuantityText : told.Persons > 0 ? told.Persons * Days(line) : null;

    private static int Days(ClaimLine line) => line.UntilDay.DayNumber - line.FromDay.DayNumber + 1;
}
