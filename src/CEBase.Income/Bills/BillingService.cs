namespace CEBase.Income.Bills;

/// <summary>From what a class may charge.</summary>
internal sealed record ChargeBasis(ClassCard Class, PriceCard? Price, ContractTerms? Contract, IReadOnlyList<Finding> Findings)
{
    /// <summary>The client pays by contract; otherwise each learner by the price.</summary>
    public bool IsByContract => Class.Funding == FundingMode.Commissioned && Class.Fee <= Money.Zero;

    public bool IsBlocked => Findings.Any(f => f.Severity == Severity.Block);
}

/// <summary>An instalment of a contract: a share of its price, or what is left of it. No amount is ever typed.</summary>
/// <param name="ClassNo">The class.</param>
/// <param name="Percent">1 to 100, or null for all that is left.</param>
/// <param name="DueOn">Last day of payment by the contract; null is the usual term.</param>
/// <param name="RequestKey">The form's own key.</param>
internal sealed record InstalmentDetails(string ClassNo, int? Percent, DateOnly? DueOn, string? RequestKey);

/// <summary>Makes and ends bills. What a bill says comes from the price record or the contract, never from a form.</summary>
[RestsOn("BJTU:35", How = "缴费通知逐人逐班按价格备案或合同生成，录取时自动开具，重复办理不重复收费")]
[RestsOn("HENAN:2.3.4", How = "未录取不开具缴费通知，不预收")]
internal sealed class BillingService(IClassDirectory classes, IProjectDirectory projects, IPriceDirectory prices, IContractDirectory contracts, IEnrolmentDirectory enrolments, IncomeSettings settings, RefundFactsReader leaving,
    ReceivableRepository bills, WorkflowEngine engine, Trace trace, TimeProvider clock)
{
    public const string Series = "YS";

    public async Task<ChargeBasis> BasisAsync(DbScope db, ClassCard card)
    {
        var project = card.ProjectId is { } id ? await projects.FindAsync(db, id) : null;
        var isByContract = card.Funding == FundingMode.Commissioned && card.Fee <= Money.Zero;
        var price = !isByContract && project?.PriceId is { } priceId ? await prices.FindAsync(db, priceId) : null;
        var contract = isByContract && project is not null ? await contracts.OfProjectAsync(db, project.Id) : null;
        var findings = isByContract
            ? InstalmentRule.Check(contract, await BilledAsync(db, contract), null)
            : ChargeRule.Check(card.Funding, card.Fee, project?.State is ProjectStates.Approved or ProjectStates.Closed, price, clock.Today());
        return new ChargeBasis(card, price, contract, [.. findings]);
    }

    /// <summary>Bills every admitted learner who has no living bill and tells how many were made; again changes nothing.</summary>
    /// <exception cref="Refusal">404; what a rule blocks, with the rule's id as code.</exception>
    public async Task<int> BillClassAsync(DbScope db, string classNo, ICurrentUser user)
    {
        var card = await ClassAsync(db, classNo);
        var basis = Stop(await BasisAsync(db, card));
        Clash.When(basis.IsByContract, ChargeRule.Nothing, "本班费用由委托单位按合同支付，请按期向委托单位开具。");
        // Held to the end, so that the same button pressed twice finds the bills of the first time.
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        var billed = (await bills.OfClassAsync(db, card.Id)).Where(b => b.IsLiving).Select(b => b.LearnerId).ToHashSet();
        var due = await DueAsync(db, card);
        var made = 0;
        foreach (var seat in (await enrolments.OfClassAsync(db, card.Id)).Where(e => !billed.Contains(e.LearnerId)))
        {
            await AddAsync(db, basis, seat.LearnerId, seat.LearnerName, due, user);
            made++;
        }
        return made;
    }

    /// <summary>Bills one learner who was just admitted, where a valid price stands; otherwise staff bill the class later.</summary>
    public async Task BillAdmittedAsync(DbScope db, long classId, long learnerId)
    {
        if ((await classes.GetAsync(db, [classId])).FirstOrDefault() is not { } card || card.Fee <= Money.Zero || await BasisAsync(db, card) is not { IsBlocked: false } basis)
        {
            return;
        }
        DateOnly due;
        try
        {
            due = await DueAsync(db, card);
        }
        catch (Refusal undecided) when (undecided.Code is "parameter_missing" or "parameter_undecided")
        {
            // An admission doesn't fail because a term of payment isn't decided; staff bill the class once it is.
            return;
        }
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        if ((await bills.LivingAsync(db, classId, learnerId)).Count == 0)
        {
            var name = (await enrolments.LearnersAsync(db, [learnerId])).Single().Name;
            await AddAsync(db, basis, learnerId, name, due, SystemUser.Instance);
        }
    }

    /// <summary>Bills the client for an instalment.</summary>
    /// <exception cref="Refusal">As for learners; <c>instalment.over-price</c> at the field.</exception>
    public async Task<Receivable> BillClientAsync(DbScope db, InstalmentDetails details, ICurrentUser user)
    {
        await DocumentNumbers.LockAsync(db, Series, clock.Today().Year);
        if (details.RequestKey is { } key && await bills.OfRequestAsync(db, key) is { } before)
        {
            return before;
        }
        var card = await ClassAsync(db, details.ClassNo);
        var basis = Stop(await BasisAsync(db, card));
        if (!basis.IsByContract || basis.Contract is not { } contract)
        {
            throw new Refusal(InstalmentRule.NoContract, "本班不是按合同收费的委托班。") { Status = 409 };
        }
        Field.Check(details.Percent is null or >= 1 and <= 100, "percent_range", nameof(details.Percent), "请填写 1 到 100 之间的比例。");
        var billed = await BilledAsync(db, contract);
        var amount = details.Percent is { } percent ? new Money(contract.Price.Fen * percent / 100) : contract.Price - billed;
        InstalmentRule.Check(contract, billed, amount).RefuseIfBlocked(nameof(details.Percent));
        var today = clock.Today();
        Field.Check(details.DueOn is null || details.DueOn >= today, "day_past", nameof(details.DueOn), "缴费期限不能早于今天。");
        var instalment = 1 + await bills.LastInstalmentAsync(db, contract.Id);
        return await InsertAsync(db, new NewBill
        {
            Class = card, PayerKind = PayerKind.Client, ContractId = contract.Id, PayerName = contract.ClientName, BasisNo = contract.Number, Item = $"{card.Name}培训费（第 {instalment} 期）",
            Instalment = instalment, Amount = amount, DueOn = details.DueOn ?? today.AddDays(await settings.IntAsync(db, IncomeSettings.DueDaysName)), RequestKey = details.RequestKey,
        }, user);
    }

    /// <summary>
    /// Ends the bill of a learner who gave the seat back, who owes from then on for the hours taught. What was received stays until what is above that
    /// is refunded; what is below remains a debt.
    /// </summary>
    public async Task EndAsync(DbScope db, long classId, long learnerId)
    {
        foreach (var id in await bills.LivingAsync(db, classId, learnerId))
        {
            var bill = (await bills.FindAsync(db, id))!;
            var today = clock.Today();
            var sum = await OwedAsync(db, bill, today);
            await bills.LeaveAsync(db, id, sum.Owed, today);
            var step = sum.Owed is { } owed && bill.Received < owed ? ReceivableWorkflow.Owe : ReceivableWorkflow.End;
            await engine.TakeOrRefuseAsync(db, Receivable.RecordType, id, step, $"已退班。{sum.Basis}");
        }
    }

    /// <summary>Ends every bill of a cancelled class: nothing is owed, also not by who left before.</summary>
    public async Task EndClassAsync(DbScope db, long classId)
    {
        foreach (var bill in (await bills.OfClassAsync(db, classId)).Where(b => b.State != ReceivableWorkflow.Cancelled).OrderBy(b => b.Id))
        {
            await bills.LeaveAsync(db, bill.Id, null, null);
            await engine.TakeOrRefuseAsync(db, Receivable.RecordType, bill.Id, ReceivableWorkflow.End, "培训班取消。");
        }
    }

    /// <summary>What is owed by one who leaves today. Leaving doesn't fail because a share isn't decided: nothing is asked then.</summary>
    private async Task<RefundSum> OwedAsync(DbScope db, Receivable bill, DateOnly today)
    {
        try
        {
            return RefundRule.Of(await leaving.OfAsync(db, bill, today));
        }
        catch (Refusal undecided) when (undecided.Code is "parameter_missing" or "parameter_undecided")
        {
            return new RefundSum(Money.Zero, undecided.Message);
        }
    }

    /// <summary>What was billed on a contract: living bills whole, ended ones with what the school keeps of them.</summary>
    public async Task<Money> BilledAsync(DbScope db, ContractTerms? contract) => contract is null ? Money.Zero
        : (await bills.OfContractAsync(db, contract.Id)).Sum(b => b.State == ReceivableWorkflow.Cancelled ? b.Kept : b.Amount);

    private Task<Receivable> AddAsync(DbScope db, ChargeBasis basis, long learnerId, string name, DateOnly due, ICurrentUser user) => InsertAsync(db, new NewBill
    {
        Class = basis.Class, PayerKind = PayerKind.Learner, LearnerId = learnerId, PayerName = name, PriceId = basis.Price!.Id, BasisNo = basis.Price.FilingNo, Item = $"{basis.Class.Name}培训费",
        Amount = basis.Class.Fee, DueOn = due,
    }, user);

    private async Task<Receivable> InsertAsync(DbScope db, NewBill bill, ICurrentUser user)
    {
        var today = clock.Today();
        var number = await DocumentNumbers.NextAsync(db, Series, today.Year);
        var id = await bills.InsertAsync(db, bill, number, today, clock.GetUtcNow());
        await trace.AppendAsync(db, new TraceEntry(Receivable.RecordType, id, "bill") { To = ReceivableWorkflow.Open, Comment = $"{bill.Amount} 元，依据 {bill.BasisNo}。" }, user);
        return (await bills.FindAsync(db, id))!;
    }

    /// <summary>The usual term, but before the class begins; never before today.</summary>
    private async Task<DateOnly> DueAsync(DbScope db, ClassCard card)
    {
        var today = clock.Today();
        var due = today.AddDays(await settings.IntAsync(db, IncomeSettings.DueDaysName));
        return card.StartsOn < due ? card.StartsOn < today ? today : card.StartsOn : due;
    }

    private async Task<ClassCard> ClassAsync(DbScope db, string classNo)
    {
        var card = await classes.FindAsync(db, classNo) ?? throw Refusal.NotFound($"没有班号为 {classNo} 的培训班。");
        return card.State != ClassStates.Cancelled ? card : throw new Refusal("class_cancelled", "培训班已经取消，不能再开具缴费通知。") { Status = 409 };
    }

    private static ChargeBasis Stop(ChargeBasis basis)
    {
        basis.Findings.RefuseIfBlocked();
        return basis;
    }
}
