namespace CEBase.Learning.Attendance;

/// <summary>A lesson with its class.</summary>
internal sealed record ClassLesson(ClassCard Class, LessonInfo Lesson);

/// <summary>What a lesson would give each learner who has a mark.</summary>
internal sealed record CreditLine(long LearnerId, Credit Credit);

/// <summary>From marks to ledger: gathers the facts, asks the rules, posts and refuses. Confirming, correcting and the demo all come through here.</summary>
internal sealed class LessonHours(
    IClassDirectory classes, IEnrolmentDirectory enrolments, IHourLedger ledger, IParameters parameters, HourRefusals refusals)
{
    public async Task<ClassLesson?> FileAsync(DbScope db, long sessionId)
    {
        if (await classes.SessionAsync(db, sessionId) is not { } card)
        {
            return null;
        }
        return (await classes.GetAsync(db, [card.ClassId])).SingleOrDefault() is { } owner ? new ClassLesson(owner, card) : null;
    }

    public Task<IReadOnlyList<EnrolmentCard>> RosterAsync(DbScope db, long classId) => enrolments.OfClassAsync(db, classId);

    /// <summary>What the marks are worth; in a write the learners' year is locked first, so that two classes can't both pass the day cap.</summary>
    public async Task<IReadOnlyList<CreditLine>> JudgeAsync(DbScope db, ClassLesson file, IReadOnlyList<Mark> marks)
    {
        var there = marks.Where(m => m.State.WasThere()).Select(m => m.LearnerId).ToArray();
        if (db.Transaction is not null)
        {
            await ledger.LockAsync(db, there, file.Lesson.Day.Year);
        }
        var roster = (await RosterAsync(db, file.Class.Id)).Select(e => e.LearnerId).ToHashSet();
        var others = (await ledger.StandingOnAsync(db, there, file.Lesson.Day)).Where(e => !(e.Source == HourSources.Session && e.SourceId == file.Lesson.Id)).ToList();
        var names = (await classes.GetAsync(db, [.. others.Select(e => e.ClassId).Distinct()])).ToDictionary(c => c.Id, c => c.Name);
        var standing = others.ToLookup(e => e.LearnerId, e => new StandingHours(e.SourceId, names.GetValueOrDefault(e.ClassId, "其他学习"), e.StartsAt, e.EndsAt, e.Hours));
        var policy = await PolicyAsync(db, file.Lesson.Day);
        return [.. marks.Select(mark => new CreditLine(mark.LearnerId, CreditRules.Judge(new CreditFacts
        {
            Mark = mark.State,
            OnRoster = roster.Contains(mark.LearnerId),
            StartsAt = file.Lesson.StartsAt,
            EndsAt = file.Lesson.EndsAt,
            Hours = file.Lesson.Hours,
            SameDay = [.. standing[mark.LearnerId]],
            Policy = policy,
        })))];
    }

    /// <summary>Posts what the marks are worth and records what the rules kept back.</summary>
    public async Task PostAsync(DbScope db, ClassLesson file, IReadOnlyList<Mark> marks, ICurrentUser by)
    {
        var lines = await JudgeAsync(db, file, marks);
        await ledger.PostAsync(db, [.. lines.Where(l => l.Credit.Hours.Tenths > 0).Select(l => new HourPosting(
            l.LearnerId, file.Class.Subject, file.Lesson.Id, file.Class.Id, file.Lesson.Day, file.Lesson.StartsAt, file.Lesson.EndsAt, l.Credit.Hours))], by);
        await refusals.AddAsync(db, [.. lines.SelectMany(l => l.Credit.Kept.Where(k => k.Hours.Tenths > 0).Select(k => new HourRefusal
        {
            SessionId = file.Lesson.Id,
            ClassId = file.Class.Id,
            LearnerId = l.LearnerId,
            Day = file.Lesson.Day,
            Hours = k.Hours,
            Rule = k.Why.Rule,
            Sentence = k.Why.Sentence,
            Articles = string.Join(' ', k.Why.Articles),
        }))]);
    }

    /// <summary>Takes back what the lesson posted, for everybody or for one learner.</summary>
    public async Task TakeBackAsync(DbScope db, long sessionId, long? learnerId, string reason, ICurrentUser by)
    {
        var standing = (await ledger.OfSourceAsync(db, HourSources.Session, sessionId)).Where(e => e.Stands && (learnerId is null || e.LearnerId == learnerId));
        await ledger.ReverseAsync(db, [.. standing.Select(e => e.Id)], reason, by);
        await refusals.LiftAsync(db, sessionId, learnerId);
    }

    private async Task<CreditPolicy> PolicyAsync(DbScope db, DateOnly day)
    {
        var cap = await parameters.GetAsync(db, LearningParameters.DayCap, day);
        return new CreditPolicy
        {
            LateShare = (await parameters.GetAsync(db, LearningParameters.LateShare, day)).Int,
            LeftEarlyShare = (await parameters.GetAsync(db, LearningParameters.LeftEarlyShare, day)).Int,
            DayCap = StudyHours.FromHours(cap.Decimal),
            DayCapIsReview = (await parameters.GetAsync(db, LearningParameters.DayCapAction, day)).Value == "review",
            DayCapArticles = Citation.TryParse(cap.Citation, out var article) ? [article] : [],
        };
    }
}
