using Microsoft.AspNetCore.DataProtection;

namespace CEBase.Learning.Attendance;

/// <summary>A check-in that was taken.</summary>
/// <param name="File">Lesson and class.</param>
/// <param name="Mark">The mark that stands.</param>
/// <param name="IsNew">False when the learner had a mark already: scanned twice.</param>
internal sealed record CheckedIn(ClassLesson File, Mark Mark, bool IsNew);

/// <summary>The code shown now.</summary>
/// <param name="Long">In the QR code.</param>
/// <param name="Digits">For typing.</param>
/// <param name="SecondsLeft">Until the next one.</param>
internal sealed record ShownCode(string Long, string Digits, int SecondsLeft);

/// <summary>Checks learners in by the code on the screen, with the server's time. The lesson's secret is protected by the site's own keys.</summary>
internal sealed class CheckInService(
    IDatabase database, IEnrolmentDirectory enrolments, IAgreementConsents agreements, IClassDirectory classes, LessonHours hours, LessonRegister register,
    IParameters parameters, IDataProtectionProvider protection, TimeProvider clock)
{
    private const int TriesAllowed = 8;
    private static readonly TimeSpan TryWindow = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("CEBase.Learning.CheckIn");

    /// <summary>The code of this minute; makes the lesson's secret the first time.</summary>
    public async Task<ShownCode> ShowAsync(ClassLesson file)
    {
        var row = await database.ReadAsync(db => register.FindAsync(db, file.Lesson.Id));
        if (row?.CodeSecret is null)
        {
            row = await database.WriteAsync(async db =>
            {
                await register.OpenAsync(db, file.Lesson.Id, file.Class.Id);
                await register.KeepSecretAsync(db, file.Lesson.Id, _protector.Protect(Convert.ToBase64String(CheckInCodes.NewSecret())));
                return await register.FindAsync(db, file.Lesson.Id);
            });
        }
        var now = clock.GetUtcNow();
        var (secret, minute) = (SecretOf(row!.CodeSecret!), CheckInCodes.MinuteOf(now));
        return new ShownCode(CheckInCodes.Long(secret, file.Lesson.Id, minute), CheckInCodes.Short(secret, file.Lesson.Id, minute), 60 - (int)(now.ToUnixTimeSeconds() % 60));
    }

    /// <summary>Checks the signed-in learner in.</summary>
    /// <param name="sessionId">From the QR code; null when six digits were typed, which then name the lesson as well.</param>
    /// <param name="code">The long code or the six digits.</param>
    /// <exception cref="Refusal"><c>check_in_…</c> with the reason.</exception>
    public async Task<CheckedIn> CheckInAsync(long? sessionId, string? code, ICurrentUser user)
    {
        var typed = new string([.. (code ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')]).ToLowerInvariant();
        if (typed.Length == 0)
        {
            throw new Refusal("check_in_code_missing", "请输入教室屏幕上的六位数字，或扫描二维码。") { Field = "Code" };
        }
        try
        {
            return await database.WriteAsync(async db =>
            {
                var learner = await LearnerAsync(db, user);
                await RefuseGuessingAsync(db, learner.Id);
                var file = sessionId is { } id
                    ? await hours.FileAsync(db, id) ?? throw new Refusal("check_in_unknown", "没有找到这次课，请重新扫描教室屏幕上的二维码。")
                    : await OfDigitsAsync(db, learner.Id, typed);
                return await CheckInAsync(db, file, learner, typed, user);
            });
        }
        catch (Refusal refusal) when (refusal.Code == "check_in_code")
        {
            // Counted in a transaction of its own: the refused one is undone.
            await database.WriteAsync(async db =>
            {
                var learner = await LearnerAsync(db, user);
                await db.ExecuteAsync("INSERT INTO check_in_try (learner_id, tried_at) VALUES (@Id, @At)", new { learner.Id, At = clock.GetUtcNow() });
            });
            throw;
        }
    }

    private async Task<CheckedIn> CheckInAsync(DbScope db, ClassLesson file, LearnerCard learner, string code, ICurrentUser user)
    {
        var row = await register.OpenAsync(db, file.Lesson.Id, file.Class.Id);
        var facts = new CheckInFacts
        {
            OnRoster = await enrolments.SeatOfAsync(db, file.Class.Id, learner.Id) is not null,
            CodeIsRight = await IsRightAsync(db, row, code),
            IsConfirmed = row.State == LessonStates.Confirmed,
            Day = file.Lesson.Day,
            StartsAt = file.Lesson.StartsAt,
            EndsAt = file.Lesson.EndsAt,
            Now = clock.GetUtcNow(),
            OpensBefore = (await parameters.GetAsync(db, LearningParameters.CheckInBefore, file.Lesson.Day)).Int,
            LateAfter = (await parameters.GetAsync(db, LearningParameters.LateAfter, file.Lesson.Day)).Int,
        };
        if (await register.MarkAsync(db, file.Lesson.Id, learner.Id) is { } mark && (mark.Way == "code" || facts.CodeIsRight))
        {
            return new CheckedIn(file, mark, IsNew: false);
        }
        if (CheckInRules.Judge(facts) is { } against)
        {
            throw new Refusal(against.Rule.Replace('.', '_').Replace('-', '_'), against.Sentence) { Field = "Code" };
        }
        await agreements.RequireAsync(db, file.Class.Id, learner.Id);
        await register.SetAsync(db, file.Lesson.Id, file.Class.Id, [new NewMark(learner.Id, CheckInRules.StateOf(facts))], "code", user);
        return new CheckedIn(file, (await register.MarkAsync(db, file.Lesson.Id, learner.Id))!, IsNew: true);
    }

    /// <summary>The lesson of today among the learner's classes whose six digits these are.</summary>
    private async Task<ClassLesson> OfDigitsAsync(DbScope db, long learnerId, string digits)
    {
        var today = clock.Today();
        var admitted = (await enrolments.OfLearnerAsync(db, learnerId)).Where(e => e.State == EnrolmentStates.Admitted).Select(e => e.ClassId).ToHashSet();
        var lessons = (await classes.SessionsBetweenAsync(db, today, today)).Where(s => admitted.Contains(s.ClassId)).ToList();
        if (lessons.Count == 0)
        {
            throw new Refusal("check_in_no_session", "您今天没有课，不用签到。课表见“我的学习”。") { Field = "Code" };
        }
        foreach (var card in lessons)
        {
            if (await register.FindAsync(db, card.Id) is { } row && await IsRightAsync(db, row, digits))
            {
                return (await hours.FileAsync(db, card.Id))!;
            }
        }
        throw new Refusal("check_in_code", "签到码不对或已过期（每分钟更换）。请看教室屏幕上现在的六位数字再输入。") { Field = "Code" };
    }

    private async Task<bool> IsRightAsync(DbScope db, RegisterRow row, string code) => row.CodeSecret is { } secret
        && CheckInCodes.Matches(SecretOf(secret), row.SessionId, code, clock.GetUtcNow(), (await parameters.GetAsync(db, LearningParameters.CodeTolerance, clock.Today())).Int);

    private async Task RefuseGuessingAsync(DbScope db, long learnerId)
    {
        var tries = await db.ScalarAsync<long>("SELECT count(*) FROM check_in_try WHERE learner_id = @learnerId AND tried_at > @Since", new { learnerId, Since = clock.GetUtcNow() - TryWindow });
        if (tries >= TriesAllowed)
        {
            throw new Refusal("check_in_too_often", "签到码输错次数过多，请十分钟后再试，或请班主任代为登记。") { Field = "Code", Status = 429 };
        }
    }

    private async Task<LearnerCard> LearnerAsync(DbScope db, ICurrentUser user) =>
        (user.AccountId is { } account ? await enrolments.LearnerOfAsync(db, account) : null)
        ?? throw new Refusal("not_a_learner", "这个账号没有学员资料，不能签到。请用学员账号登录。");

    private byte[] SecretOf(string stored) => Convert.FromBase64String(_protector.Unprotect(stored));
}
