using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>A line of consultation or labour as typed.</summary>
/// <param name="Owner">The payee: T and the instructor's id, or P and the outside payee's.</param>
/// <param name="Amount">After tax.</param>
/// <param name="What">What for.</param>
internal sealed record OtherFee(string? Owner, string? Amount, string? What, DateOnly? Day, DateOnly? UntilDay, HalfDay HalfDay, bool ByCorrespondence, bool IsExpert, string? ExpertReason);

/// <summary>Makes payment lists of consultation and other labour: named payees, what each gets after tax and what for.</summary>
[RestsOn("BJTU:36", How = "咨询费、劳务费同样按发放表核定、转账，不逐笔现付")]
[RestsOn("NPU:20(3)", How = "发放表写明所服务的培训班或任务")]
internal sealed class OtherFeeService(IClassDirectory classes, IInstructorRegistry registry, FeePayees payees, FeeListService lists, FeeListStore store, Trace trace, TimeProvider clock)
{
    /// <exception cref="Refusal"><c>kind</c>; <c>class_unknown</c>; <c>not_served</c>: neither class nor task; <c>not_allowed</c>.</exception>
    public async Task<FeeList> CreateAsync(DbScope db, LineKind kind, string? classNo, string? task, string? requestKey, ICurrentUser user)
    {
        await FeeListRepository.PassAsync(db, clock.Today());
        if (await lists.MadeByAsync(db, requestKey) is { } before)
        {
            return before;
        }
        if (kind is not (LineKind.Consultation or LineKind.Labour))
        {
            throw new Refusal("kind", "请选择咨询费或劳务费。讲课费在培训班的“讲课费”页编制。") { Field = "Kind" };
        }
        var owner = string.IsNullOrWhiteSpace(classNo) ? null
            : await classes.FindAsync(db, classNo.Trim()) ?? throw new Refusal("class_unknown", $"没有班号为 {classNo.Trim()} 的培训班。") { Field = "ClassNo" };
        if (owner is null && string.IsNullOrWhiteSpace(task))
        {
            throw new Refusal("not_served", "请填写服务的班号，或写明任务。") { Field = "Task" };
        }
        FeeAccess.Require(user, owner?.AdviserId);
        var id = await lists.OpenAsync(db, new FeeListHead(kind, owner?.Id, task?.Trim() ?? "", requestKey), user);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, id, "create") { To = FeeListWorkflow.Draft }, user);
        return (await FeeListRepository.FindAsync(db, id))!;
    }

    /// <summary>Adds a line.</summary>
    /// <exception cref="Refusal">A value is missing or unreadable, at its field; <c>half_day_taken</c>: the payee has a line of that half-day.</exception>
    public async Task AddAsync(DbScope db, string number, OtherFee fee, ICurrentUser user)
    {
        var list = await LockAsync(db, number, user);
        var lines = await FeeLineRepository.OfAsync(db, list.Id);
        var rate = Field.Money(fee.Amount, nameof(fee.Amount), "税后金额");
        Field.Required(fee.What ?? "", nameof(fee.What), "事由");
        var day = fee.Day ?? throw new Refusal("required", "请填写日期。") { Field = nameof(fee.Day) };
        var until = list.Kind == LineKind.Labour ? fee.UntilDay ?? day : day;
        if (until < day)
        {
            throw new Refusal("days", "结束日期不能早于开始日期。") { Field = nameof(fee.UntilDay) };
        }
        var line = await PayeeAsync(db, fee.Owner, day) with
        {
            Day = day, UntilDay = until, HalfDay = fee.ByCorrespondence ? HalfDay.Whole : fee.HalfDay, ByCorrespondence = list.Kind == LineKind.Consultation && fee.ByCorrespondence,
            IsExpert = list.Kind == LineKind.Consultation && fee.IsExpert, ExpertReason = fee.ExpertReason?.Trim() ?? "", Rate = rate, Net = rate, Gross = rate, Tax = Money.Zero, Note = fee.What!.Trim(),
        };
        if (lines.Any(l => l.Key == line.Key))
        {
            throw new Refusal("half_day_taken", $"{line.Name} {line.When} 已有一行，请合并填写，或改日期、时段。") { Field = nameof(fee.Day), Status = 409 };
        }
        await FeeLineRepository.StoreAsync(db, list.Id, [.. lines, line]);
        await store.StoreAsync(db, list.Id);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_line") { Comment = $"{line.Name} {line.When} 税后 {rate} 元" }, user);
    }

    public async Task RemoveAsync(DbScope db, string number, long lineId, ICurrentUser user)
    {
        var list = await LockAsync(db, number, user);
        var lines = await FeeLineRepository.OfAsync(db, list.Id);
        if (lines.FirstOrDefault(l => l.Id == lineId) is not { } gone)
        {
            return;
        }
        await FeeLineRepository.StoreAsync(db, list.Id, [.. lines.Where(l => l.Id != lineId)]);
        await store.StoreAsync(db, list.Id);
        await trace.AppendAsync(db, new TraceEntry(FeeList.RecordType, list.Id, "fee_line_remove") { Comment = $"{gone.Name} {gone.When}" }, user);
    }

    private async Task<FeeList> LockAsync(DbScope db, string number, ICurrentUser user)
    {
        var list = await lists.LockAsync(db, number, user);
        return list.Kind != LineKind.Lecture ? list : throw new Refusal("lectures", "讲课费按已确认的课次计算，不能手工添加领款人。") { Status = 409 };
    }

    private async Task<FeeLine> PayeeAsync(DbScope db, string? chosen, DateOnly day)
    {
        if (FeeOwner.Parse(chosen) is { } owner)
        {
            if (owner.InstructorId is { } instructor && await registry.OnAsync(db, [instructor], day) is [var teacher])
            {
                return new FeeLine { InstructorId = instructor, Name = teacher.Name };
            }
            if (owner.PayeeId is { } id && await payees.FindAsync(db, id) is { } payee)
            {
                return new FeeLine { PayeeId = id, Name = payee.Name };
            }
        }
        throw new Refusal("payee_missing", "请选择领款人。师资库里没有的，先登记为校外领款人。") { Field = "Owner" };
    }
}
