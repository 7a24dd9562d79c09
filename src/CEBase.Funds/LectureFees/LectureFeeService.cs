using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>What a person sets on a line of lectures; text as typed.</summary>
internal sealed record FeeChoice(string? Rate, bool IsExpert, string? ExpertReason);

/// <summary>Makes payment lists of lecture fees from confirmed sessions and keeps them while they are drafts. A session is on one list at most.</summary>
[RestsOn("BJTU:36", How = "讲课费按班编制发放表，只取已确认的课次，一次课只发一次")]
internal sealed class LectureFeeService(IClassDirectory classes, ITaughtLessons taught, FeeCalculator calculator, FeeListService lists, FeeListStore store, Trace trace, TimeProvider clock)
{
    /// <summary>Makes a list of what the class has taught and nobody has listed yet.</summary>
    /// <exception cref="Refusal"><c>nothing_due</c>; <c>session_listed</c> when somebody else listed a session at the same moment.</exception>
    public async Task<FeeList> CreateAsync(DbScope db, string classNo, string? requestKey, ICurrentUser user)
    {
        await FeeListRepository.PassAsync(db, clock.Today());
        if (await lists.MadeByAsync(db, requestKey) is { } before)
        {
            return before;
        }
        var owner = await classes.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        FeeAccess.Require(user, owner.AdviserId);
        var due = await DueAsync(db, owner);
        if (due.Count == 0)
        {
            throw new Refusal("nothing_due", "没有可以编入的课次：课次须已确认学时、有授课教师，且没有编入别的发放表。") { Status = 409 };
        }
        var id = await lists.OpenAsync(db, new FeeListHead(LineKind.Lecture, owner.Id, "", requestKey), user);
        await HoldAsync(db, id, due);
        await store.StoreAsync(db, id);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, id, "create") { To = FeeListWorkflow.Draft, Comment = $"{due.Count} 次课" }, user);
        return (await FeeListRepository.FindAsync(db, id))!;
    }

    /// <summary>Takes what the class has taught since, drops what is no longer confirmed, and computes anew; what people set is kept. Other drafts take the hours it gives back.</summary>
    /// <exception cref="Refusal"><c>counted_on</c>: a list already handed in left the hours to this one.</exception>
    public async Task RecomputeAsync(DbScope db, string number, ICurrentUser user)
    {
        var list = await lists.LockAsync(db, number, user);
        if (list.Kind == LineKind.Lecture)
        {
            var owner = (await classes.GetAsync(db, [list.ClassId!.Value])).Single();
            var held = await FeeLessonRepository.OfAsync(db, list.Id);
            var own = held.Select(s => s.SessionId).ToHashSet();
            var free = (await DueAsync(db, owner)).Select(s => s.SessionId).ToHashSet();
            List<FeeLesson> now = [.. (await ConfirmedAsync(db, owner)).Where(s => own.Contains(s.SessionId) || free.Contains(s.SessionId))];
            if (SharedHoursRule.Check(await store.UnpaidWithoutAsync(db, list.Id, now)).FirstOrDefault() is { } stop)
            {
                throw new Refusal("counted_on", stop.Sentence) { Status = 409 };
            }
            await db.ExecuteAsync("DELETE FROM fee_session WHERE list_id = @Id", new { list.Id });
            await HoldAsync(db, list.Id, now);
            await store.StoreAsync(db, list.Id);
            await store.ShareOutAsync(db, list.Id, [.. held.Concat(now).Select(s => (s.InstructorId, s.Day)).Distinct()], user);
        }
        else
        {
            await store.StoreAsync(db, list.Id);
        }
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_recompute"), user);
    }

    /// <summary>Sets what was agreed on for a line.</summary>
    public async Task ChooseAsync(DbScope db, string number, long lineId, FeeChoice choice, ICurrentUser user)
    {
        var list = await lists.LockAsync(db, number, user);
        var rate = Field.Money(choice.Rate, "Rate", "每学时金额", mayBeZero: true);
        if (list.Kind != LineKind.Lecture || await db.ExecuteAsync("UPDATE fee_line SET rate = @rate, is_expert = @IsExpert, expert_reason = @Reason WHERE id = @lineId AND list_id = @Id",
            new { list.Id, lineId, rate, choice.IsExpert, Reason = choice.ExpertReason?.Trim() ?? "" }) == 0)
        {
            throw Refusal.NotFound("这一行已经不在表上，请刷新。");
        }
        await store.StoreAsync(db, list.Id);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_rate") { Comment = $"每学时 {rate} 元{(choice.IsExpert ? "，按专家标准" : "")}" }, user);
    }

    /// <summary>The lines as they would be computed now from what the list holds and from sessions that are still confirmed.</summary>
    public async Task<IReadOnlyList<FeeLine>> NowAsync(DbScope db, FeeList list)
    {
        List<FeeLesson> held = [];
        if (list.Kind == LineKind.Lecture)
        {
            var own = (await FeeLessonRepository.OfAsync(db, list.Id)).Select(s => s.SessionId).ToHashSet();
            held = [.. (await ConfirmedAsync(db, (await classes.GetAsync(db, [list.ClassId!.Value])).Single())).Where(s => own.Contains(s.SessionId))];
        }
        return await calculator.LinesAsync(db, list, held, await FeeLineRepository.OfAsync(db, list.Id));
    }

    /// <summary>Confirmed sessions with an instructor that are on no list.</summary>
    public async Task<IReadOnlyList<FeeLesson>> DueAsync(DbScope db, ClassCard owner)
    {
        var confirmed = await ConfirmedAsync(db, owner);
        var listed = confirmed.Count == 0 ? [] : (await db.QueryAsync<long>("SELECT session_id FROM fee_session WHERE session_id IN @Ids", new { Ids = confirmed.Select(s => s.SessionId).ToArray() })).ToHashSet();
        return [.. confirmed.Where(s => !listed.Contains(s.SessionId))];
    }

    private async Task<IReadOnlyList<FeeLesson>> ConfirmedAsync(DbScope db, ClassCard owner) =>
    [
        .. (await taught.OfClassAsync(db, owner.Id)).Where(s => s.InstructorId is not null).Select(s => new FeeLesson
        {
            SessionId = s.Id, InstructorId = s.InstructorId!.Value, ClassNo = owner.ClassNo, Day = s.Day, StartsAt = s.StartsAt, EndsAt = s.EndsAt, Hours = s.Hours, Topic = s.Topic,
        }),
    ];

    private static async Task HoldAsync(DbScope db, long listId, IReadOnlyList<FeeLesson> due)
    {
        foreach (var s in due)
        {
            if (await db.ExecuteAsync("""
                INSERT INTO fee_session (session_id, list_id, instructor_id, class_no, day, starts_at, ends_at, hours, topic)
                VALUES (@SessionId, @listId, @InstructorId, @ClassNo, @Day, @StartsAt, @EndsAt, @Hours, @Topic) ON CONFLICT DO NOTHING
                """, new { s.SessionId, listId, s.InstructorId, s.ClassNo, s.Day, s.StartsAt, s.EndsAt, s.Hours, s.Topic }) == 0)
            {
                throw new Refusal("session_listed", $"{s.Day.InTable()} {s.StartsAt:HH:mm} 的课刚刚编入了另一张发放表，一次课只发一次。请刷新后再编。") { Status = 409 };
            }
        }
    }
}
