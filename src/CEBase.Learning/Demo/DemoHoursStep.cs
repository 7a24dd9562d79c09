using CEBase.Learning.Attendance;
using CEBase.Learning.Results;

namespace CEBase.Learning.Demo;

/// <summary>
/// Recipe step <c>demo-hours</c>: attendance, confirmed lessons, refusals, corrections and results for the sample classes, through the same
/// rules and ledger as real ones. A lesson that is confirmed already is left alone.
/// </summary>
internal sealed class DemoHoursStep(
    IClassDirectory classes, IEnrolmentDirectory enrolments, IAccounts accounts, LessonRegister register, LessonHours hours, IHourLedger ledger,
    Corrections corrections, ClassResults results, Trace trace, TimeProvider clock) : IRecipeStep
{
    private const int DaysBack = 400;
    private const int LeftOpen = 2;

    public string Name => "demo-hours";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        var staff = await PersonAsync(db, Text(step, "staff", "staff@example.com"));
        var now = clock.GetUtcNow();
        var lessons = (await classes.SessionsBetweenAsync(db, clock.Today().AddDays(-DaysBack), clock.Today())).Where(s => s.Day.At(s.EndsAt) <= now).ToList();
        var cards = (await classes.GetAsync(db, [.. lessons.Select(s => s.ClassId).Distinct()])).ToDictionary(c => c.Id);
        var corrected = 0;
        foreach (var ofClass in lessons.GroupBy(s => s.ClassId).Where(g => cards[g.Key].State is ClassStates.Running or ClassStates.Ended or ClassStates.Closed or ClassStates.Archived))
        {
            var owner = cards[ofClass.Key];
            var roster = await enrolments.OfClassAsync(db, owner.Id);
            var done = owner.State == ClassStates.Running ? ofClass.SkipLast(LeftOpen) : ofClass;
            foreach (var card in done.Where(_ => roster.Count > 0))
            {
                if (!await ConfirmAsync(db, new ClassLesson(owner, card), roster, staff))
                {
                    continue;
                }
                if (corrected < 3 && owner.State is ClassStates.Ended or ClassStates.Closed)
                {
                    corrected += await CorrectOneAsync(db, card.Id);
                }
            }
            if (owner.State is not ClassStates.Running)
            {
                await ResultsAsync(db, owner.Id, roster, staff);
            }
        }
        await FillRingAsync(db, Text(step, "learner", "learner001@example.com"), staff);
    }

    private async Task<bool> ConfirmAsync(DbScope db, ClassLesson file, IReadOnlyList<EnrolmentCard> roster, ICurrentUser staff)
    {
        if ((await register.OpenAsync(db, file.Lesson.Id, file.Class.Id)).State == LessonStates.Confirmed)
        {
            return false;
        }
        var random = new Random((int)file.Lesson.Id);
        await register.SetAsync(db, file.Lesson.Id, file.Class.Id, [.. roster.Select(e => new NewMark(e.LearnerId, Draw(random)))], "staff", staff);
        await hours.PostAsync(db, file, await register.MarksAsync(db, file.Lesson.Id), staff);
        await register.MoveAsync(db, file.Lesson.Id, LessonStates.Open, LessonStates.Confirmed);
        await register.StampAsync(db, file.Lesson.Id, staff);
        await trace.AppendAsync(db, new TraceEntry(LessonStates.RecordType, file.Lesson.Id, LessonWorkflow.Confirm) { From = LessonStates.Open, To = LessonStates.Confirmed }, staff);
        return true;
    }

    private async Task<int> CorrectOneAsync(DbScope db, long sessionId)
    {
        var absent = (await register.MarksAsync(db, sessionId)).FirstOrDefault(m => m.State == AttendanceState.Absent);
        return absent is not null && (await corrections.CorrectAsync(db, sessionId, absent.LearnerId, AttendanceState.Present,
            "签到设备故障，授课教师书面证明到课。", true, SystemUser.Instance)).Taken ? 1 : 0;
    }

    private Task ResultsAsync(DbScope db, long classId, IReadOnlyList<EnrolmentCard> roster, ICurrentUser staff)
    {
        var random = new Random((int)classId);
        return results.RecordAsync(db, classId, [.. roster.Select(e =>
        {
            var score = 55 + random.Next(45);
            return (e.LearnerId, score >= 60 ? Outcome.Passed : Outcome.Failed, (int?)score);
        })], staff);
    }

    /// <summary>The learner that visitors are shown has about two thirds of the year: hours recognised from elsewhere make up what the classes don't give.</summary>
    private async Task FillRingAsync(DbScope db, string login, ICurrentUser staff)
    {
        if (await accounts.FindByLoginAsync(db, login) is not { } account || await enrolments.LearnerOfAsync(db, account.Id) is not { } learner)
        {
            return;
        }
        var today = clock.Today();
        var balance = await ledger.BalanceAsync(db, learner.Id, today.Year);
        var postings = new List<HourPosting>();
        Make(SubjectKind.ProfessionalSubject, balance.ProfessionalHours, StudyHours.FromHours(36), 1);
        Make(SubjectKind.PublicSubject, balance.PublicHours, StudyHours.FromHours(16), 21);
        await ledger.PostAsync(db, postings, staff);

        void Make(SubjectKind subject, StudyHours has, StudyHours wants, int number)
        {
            for (var day = new DateOnly(today.Year, 1, 1); has < wants && day <= today; day = day.AddDays(6))
            {
                var gets = wants - has < StudyHours.FromHours(4) ? wants - has : StudyHours.FromHours(4);
                postings.Add(new HourPosting(learner.Id, subject, learner.Id * 100 + number++, 0, day, new TimeOnly(19, 0), new TimeOnly(22, 0), gets) { Source = HourSources.External });
                has += gets;
            }
        }
    }

    private async Task<ICurrentUser> PersonAsync(DbScope db, string login) =>
        await accounts.FindByLoginAsync(db, login) is { } account ? new Person(account) : SystemUser.Instance;

    private static string Text(JsonElement step, string key, string otherwise) => step.TryGetProperty(key, out var value) ? value.GetString()! : otherwise;

    private static AttendanceState Draw(Random random) => random.Next(1000) switch
    {
        < 925 => AttendanceState.Present,
        < 955 => AttendanceState.Late,
        < 967 => AttendanceState.LeftEarly,
        < 990 => AttendanceState.Absent,
        _ => AttendanceState.Excused,
    };

    private sealed class Person(AccountInfo account) : ICurrentUser
    {
        public long? AccountId => account.Id;

        public string DisplayName => account.DisplayName;

        public bool IsSystem => true;

        public bool Has(string permission) => true;
    }
}
