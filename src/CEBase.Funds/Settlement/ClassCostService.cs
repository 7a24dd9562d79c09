using CEBase.Funds.Expenses;

namespace CEBase.Funds.Settlement;

/// <summary>Staff plan what a class will cost before it begins, so that its settlement has something to be compared with, and write down its days of arrival and departure.</summary>
[RestsOn("BJTU:38", How = "开班前按费用类型编列本班计划费用，决算时逐类对照；开班后改动须写明理由")]
[RestsOn("MOF540:9", How = "报到、撤离各最多计一天")]
internal sealed class ClassCostService(ClassQuotaReader quotas, Trace trace, TimeProvider clock)
{
    public const string PlanAct = "cost_plan";
    public const string TravelAct = "travel_days";

    /// <summary>Replaces the plan; kinds left empty have none.</summary>
    /// <param name="db">The scope.</param>
    /// <param name="card">The class.</param>
    /// <param name="amounts">Yuan as typed, by name of the kind.</param>
    /// <param name="reason">Why; needed once the class has begun.</param>
    /// <param name="user">Who.</param>
    /// <exception cref="Refusal">An amount can't be read, at its field; <c>required</c> reason; <c>settlement_fixed</c>.</exception>
    public async Task PlanAsync(DbScope db, ClassCard card, IReadOnlyDictionary<string, string?> amounts, string? reason, ICurrentUser user)
    {
        await HoldOpenAsync(db, card);
        var wrong = new Refusals();
        var plan = Enum.GetValues<LineKind>().Where(k => !string.IsNullOrWhiteSpace(amounts.GetValueOrDefault(k.ToString())))
            .Select(k => new ClassCostPlan { Kind = k, Amount = wrong.Ask(() => Field.Money(amounts[k.ToString()], $"Amounts[{k}]", k.Label(), mayBeZero: true)) }).Where(p => p.Amount > Money.Zero).ToList();
        if (card.StartsOn <= clock.Today())
        {
            wrong.Ask(() => Field.Required(reason ?? "", "Reason", "开班后改动的理由"));
        }
        wrong.Done();
        await db.ExecuteAsync("DELETE FROM class_cost_plan WHERE class_id = @Id", new { card.Id });
        foreach (var p in plan)
        {
            await db.ExecuteAsync("INSERT INTO class_cost_plan (class_id, kind, amount) VALUES (@Id, @Kind, @Amount)", new { card.Id, Kind = p.Kind.ToString(), p.Amount });
        }
        var words = plan.Count == 0 ? "不编计划" : string.Join("，", plan.Select(p => $"{p.Kind.Label()} {p.Amount} 元")) + $"，合计 {plan.Sum(p => p.Amount)} 元";
        await trace.AppendAsync(db, new TraceEntry(ClassSettlement.RecordType, card.Id, PlanAct) { Comment = string.IsNullOrWhiteSpace(reason) ? words : $"{words}。理由：{reason.Trim()}" }, user);
    }

    /// <summary>Sets the days of arrival and departure; an empty one follows from the class's days again.</summary>
    /// <exception cref="Refusal"><c>travel_days</c>, at the field; <c>settlement_fixed</c>.</exception>
    public async Task TravelAsync(DbScope db, ClassCard card, string? arrival, string? departure, ICurrentUser user)
    {
        await HoldOpenAsync(db, card);
        var most = (await quotas.ConfirmedAsync(db, card)).Standard.TravelDays.Value ?? 0;
        var wrong = new Refusals();
        var (came, left) = (wrong.Ask(() => Days(arrival, "Arrival", "报到天数", most)), wrong.Ask(() => Days(departure, "Departure", "撤离天数", most)));
        wrong.Done();
        await db.ExecuteAsync("UPDATE class_settlement SET arrival_days = @came, departure_days = @left WHERE class_id = @Id", new { card.Id, came, left });
        await trace.AppendAsync(db, new TraceEntry(ClassSettlement.RecordType, card.Id, TravelAct) { Comment = $"报到 {Words(came)}，撤离 {Words(left)}" }, user);

        static string Words(int? days) => days is { } told ? $"{told} 天" : "按班期推定";
    }

    private static int? Days(string? text, string field, string label, long most)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        var plain = TextFold.Of(text.Trim());
        return int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= most ? days
            : throw new Refusal("travel_days", $"{label}应是 0 到 {most} 的整数，现填“{text.Trim()}”。") { Field = field };
    }

    private static async Task HoldOpenAsync(DbScope db, ClassCard card)
    {
        if (await SettlementRepository.HoldAsync(db, card.Id) != SettlementWorkflow.Open)
        {
            throw new Refusal("settlement_fixed", "决算已经提交，计划费用和报到、撤离天数不能再改。确要改的，请先退回或重新办理。") { Status = 409 };
        }
    }
}
