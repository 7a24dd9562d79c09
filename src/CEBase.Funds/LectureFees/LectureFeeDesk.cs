using CEBase.Catalogue;
using CEBase.Funds.Budgets;
using CEBase.Funds.Claims;
using CEBase.Funds.Ledger;
using CEBase.Learning;
using CEBase.Platform.Data;
using CEBase.Platform.Modules;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using CEBase.Platform.Values;
using CEBase.Platform.Workflows;

namespace CEBase.Funds.LectureFees;

/// <summary>What a person sets on a line; text as typed.</summary>
internal sealed record FeeChoice(string? Rate, bool IsExpert, string? ExpertReason);

/// <summary>Makes payment lists of lecture fees from confirmed sessions and keeps them while they are drafts. A session is on one list at most.</summary>
[RestsOn("BJTU:36", How = "讲课费按班编制发放表，只取已确认的课次，一次课只发一次")]
internal sealed class LectureFeeDesk(IClassDirectory classes, ITaughtSessions taught, FeeCalculator calculator, Trace trace, TimeProvider clock)
{
    /// <summary>Makes a list of what the class has taught and nobody has listed yet.</summary>
    /// <exception cref="Refusal"><c>nothing_due</c>; <c>session_listed</c> when somebody else listed a session at the same moment.</exception>
    public async Task<FeeList> CreateAsync(DbSession session, string classNo, string? requestKey, ICurrentUser user)
    {
        var year = clock.Today().Year;
        await FundNumbers.LockAsync(session, FeeList.Series, year);
        if (requestKey is not null && await session.ScalarAsync<long?>("SELECT id FROM lecture_fee_list WHERE request_key = @requestKey", new { requestKey }) is { } before)
        {
            return (await FeeList.FindAsync(session, before))!;
        }
        var owner = await classes.FindAsync(session, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        Require(user, owner.AdviserId);
        var due = await DueAsync(session, owner);
        if (due.Count == 0)
        {
            throw new Refusal("nothing_due", "没有可以编入的课次：课次须已确认学时、有授课教师，且没有编入别的发放表。") { Status = 409 };
        }
        var number = await FundNumbers.NextAsync(session, FeeList.Series, year);
        var id = await session.InsertAsync("""
            INSERT INTO lecture_fee_list (number, class_id, state, state_since, made_by, made_by_name, created_at, request_key, version)
            VALUES (@number, @ClassId, 'draft', @Now, @AccountId, @DisplayName, @Now, @requestKey, 1)
            """, new { number, ClassId = owner.Id, Now = clock.GetUtcNow(), user.AccountId, user.DisplayName, requestKey });
        await HoldAsync(session, id, due);
        await StoreAsync(session, id);
        await trace.AppendAsync(session, new TraceEntry(FeeList.RecordType, id, "create") { To = FeeListWorkflow.Draft, Comment = $"{due.Count} 次课" }, user);
        return (await FeeList.FindAsync(session, id))!;
    }

    /// <summary>Takes what the class has taught since, drops what is no longer confirmed, and computes anew; rates that people set are kept.</summary>
    public async Task RecomputeAsync(DbSession session, string number, ICurrentUser user)
    {
        var list = await LockAsync(session, number, user);
        var owner = (await classes.GetAsync(session, [list.ClassId])).Single();
        await session.ExecuteAsync("DELETE FROM lecture_fee_session WHERE list_id = @Id", new { list.Id });
        await HoldAsync(session, list.Id, await DueAsync(session, owner));
        await StoreAsync(session, list.Id);
        await trace.AppendAsync(session, new TraceEntry(FeeList.RecordType, list.Id, "fee_recompute"), user);
    }

    /// <summary>Sets what was agreed on for a line.</summary>
    public async Task ChooseAsync(DbSession session, string number, long lineId, FeeChoice choice, ICurrentUser user)
    {
        var list = await LockAsync(session, number, user);
        var rate = Typed.Money(choice.Rate, "Rate", "每学时金额", mayBeZero: true);
        if (await session.ExecuteAsync("UPDATE lecture_fee_line SET rate = @rate, is_expert = @IsExpert, expert_reason = @Reason WHERE id = @lineId AND list_id = @Id",
            new { list.Id, lineId, rate, choice.IsExpert, Reason = choice.ExpertReason?.Trim() ?? "" }) == 0)
        {
            throw Refusal.NotFound("这一行已经不在表上，请刷新。");
        }
        await StoreAsync(session, list.Id);
        await trace.AppendAsync(session, new TraceEntry(FeeList.RecordType, list.Id, "fee_rate") { Comment = $"每学时 {rate} 元{(choice.IsExpert ? "，按专家标准" : "")}" }, user);
    }

    /// <summary>The budget line that bears the list; may be chosen until the claim is made.</summary>
    public async Task SetBudgetAsync(DbSession session, string number, long? fundLineId, ICurrentUser user)
    {
        var list = await FeeList.FindAsync(session, number) ?? throw NotThere(number);
        Require(user, list.AdviserId);
        if (fundLineId is not { } id || await FundLine.FindAsync(session, id) is null)
        {
            throw new Refusal("line_unknown", "请选择列支的预算科目。") { Field = "FundLineId" };
        }
        if (await session.ExecuteAsync("UPDATE lecture_fee_list SET fund_line_id = @id, version = version + 1 WHERE id = @ListId AND state IN ('draft', 'checked', 'confirmed')", new { id, ListId = list.Id }) == 0)
        {
            throw new Refusal("list_fixed", "报销单已经生成，不能再改科目。") { Status = 409 };
        }
        await trace.AppendAsync(session, new TraceEntry(FeeList.RecordType, list.Id, "fee_budget"), user);
    }

    /// <summary>The lines as they would be computed now from the sessions that the list holds and that are still confirmed.</summary>
    public async Task<IReadOnlyList<FeeLine>> NowAsync(DbSession session, FeeList list)
    {
        var owner = (await classes.GetAsync(session, [list.ClassId])).Single();
        var held = (await FeeSession.OfAsync(session, list.Id)).Select(s => s.SessionId).ToHashSet();
        return await calculator.LinesAsync(session, list.Id, [.. (await ConfirmedAsync(session, owner)).Where(s => held.Contains(s.SessionId))], await FeeLine.OfAsync(session, list.Id));
    }

    /// <summary>Confirmed sessions with an instructor that are on no list.</summary>
    public async Task<IReadOnlyList<FeeSession>> DueAsync(DbSession session, ClassCard owner)
    {
        var confirmed = await ConfirmedAsync(session, owner);
        var listed = confirmed.Count == 0 ? [] : (await session.QueryAsync<long>("SELECT session_id FROM lecture_fee_session WHERE session_id IN @Ids", new { Ids = confirmed.Select(s => s.SessionId).ToArray() })).ToHashSet();
        return [.. confirmed.Where(s => !listed.Contains(s.SessionId))];
    }

    private async Task<IReadOnlyList<FeeSession>> ConfirmedAsync(DbSession session, ClassCard owner) =>
    [
        .. (await taught.OfClassAsync(session, owner.Id)).Where(s => s.InstructorId is not null).Select(s => new FeeSession
        {
            SessionId = s.Id, InstructorId = s.InstructorId!.Value, ClassNo = owner.ClassNo, Day = s.Day, StartsAt = s.StartsAt, EndsAt = s.EndsAt, Hours = s.Hours, Topic = s.Topic,
        }),
    ];

    private static async Task HoldAsync(DbSession session, long listId, IReadOnlyList<FeeSession> due)
    {
        foreach (var s in due)
        {
            if (await session.ExecuteAsync("""
                INSERT INTO lecture_fee_session (session_id, list_id, instructor_id, class_no, day, starts_at, ends_at, hours, topic)
                VALUES (@SessionId, @listId, @InstructorId, @ClassNo, @Day, @StartsAt, @EndsAt, @Hours, @Topic) ON CONFLICT DO NOTHING
                """, new { s.SessionId, listId, s.InstructorId, s.ClassNo, s.Day, s.StartsAt, s.EndsAt, s.Hours, s.Topic }) == 0)
            {
                throw new Refusal("session_listed", $"{s.Day.InTable()} {s.StartsAt:HH:mm} 的课刚刚编入了另一张发放表，一次课只发一次。请刷新后再编。") { Status = 409 };
            }
        }
    }

    private async Task StoreAsync(DbSession session, long listId)
    {
        var lines = await calculator.LinesAsync(session, listId, await FeeSession.OfAsync(session, listId), await FeeLine.OfAsync(session, listId));
        await session.ExecuteAsync("DELETE FROM lecture_fee_line WHERE list_id = @listId", new { listId });
        foreach (var l in lines)
        {
            await session.ExecuteAsync("""
                INSERT INTO lecture_fee_line (list_id, instructor_id, name, title, title_level, is_in_house, day, half_day, taught, hours, is_expert, expert_reason, cap, rate, net, gross, tax, note)
                VALUES (@listId, @InstructorId, @Name, @Title, @Level, @IsInHouse, @Day, @HalfDay, @Taught, @Hours, @IsExpert, @ExpertReason, @Cap, @Rate, @Net, @Gross, @Tax, @Note)
                """, new
            {
                listId, l.InstructorId, l.Name, l.Title, Level = l.TitleLevel.ToString(), l.IsInHouse, l.Day, HalfDay = l.HalfDay.ToString(), l.Taught, l.Hours, l.IsExpert, l.ExpertReason, l.Cap,
                l.Rate, l.Net, l.Gross, l.Tax, l.Note,
            });
        }
        await session.ExecuteAsync("UPDATE lecture_fee_list SET version = version + 1 WHERE id = @listId", new { listId });
    }

    private static async Task<FeeList> LockAsync(DbSession session, string number, ICurrentUser user)
    {
        await session.FirstAsync<long?>("SELECT id FROM lecture_fee_list WHERE number = @number" + session.Dialect.ForUpdate, new { number });
        var list = await FeeList.FindAsync(session, number) ?? throw NotThere(number);
        Require(user, list.AdviserId);
        return list.IsOpen ? list : throw new Refusal("list_fixed", "发放表已经提交，不能再改；需要修改的，请核定人退回。") { Status = 409 };
    }

    private static void Require(ICurrentUser user, long? adviserId)
    {
        if (!FeeAccess.MaySee(user, adviserId))
        {
            throw new Refusal("not_yours", "班主任只能为自己带的班编制发放表。") { Status = 403 };
        }
    }

    public static Refusal NotThere(string number) => Refusal.NotFound($"没有编号为 {number} 的讲课费发放表。");
}

/// <summary>Who sees and makes which lists.</summary>
internal static class FeeAccess
{
    public static bool MaySee(ICurrentUser user, long? adviserId) => ClaimAccess.SeesAll(user) || (adviserId is not null && adviserId == user.AccountId);
}
