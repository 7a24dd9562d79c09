using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Settlement;

/// <summary>A cost as the sheet lists it.</summary>
internal sealed record SettledCost(DateOnly Day, string Description, string Payee, string Number, string Voucher, Money Amount);

/// <summary>Papers that a claim lacked.</summary>
internal sealed record SettledLack(string Number, IReadOnlyList<string> Papers);

/// <summary>
/// The settlement sheet as it is handed in, signed, printed and filed: figures and words, nothing that is looked up again. It is stored as JSON under
/// its SHA-256 and never changes; what happens afterwards is told beside it.
/// </summary>
internal sealed record SettledSheet
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IgnoreReadOnlyProperties = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Converters = { new FenConverter(), new JsonStringEnumConverter() },
    };

    public string ClassNo { get; init; } = "";
    public string ClassName { get; init; } = "";
    public DateOnly StartsOn { get; init; }
    public DateOnly EndsOn { get; init; }
    public string Funding { get; init; } = "";
    public string? ApprovalNo { get; init; }
    public int PersonDays { get; init; }
    public string PersonDaysInWords { get; init; } = "";

    /// <summary>Costs under the quota.</summary>
    public Money Running { get; init; }

    public Money? PerPersonDay { get; init; }
    public Money? Allowed { get; init; }
    public string Standard { get; init; } = "";
    public int Bills { get; init; }
    public Money Billed { get; init; }
    public Money Kept { get; init; }
    public Money Outstanding { get; init; }
    public IReadOnlyList<KindSum> Kinds { get; init; } = [];
    public IReadOnlyList<BudgetSum> Budgets { get; init; } = [];
    public IReadOnlyList<SettledCost> Costs { get; init; } = [];
    public IReadOnlyList<SettledLack> Lacks { get; init; } = [];

    /// <summary>Sum of the plan by kind, or null where there is none.</summary>
    public Money? Planned => Kinds.Any(k => k.Planned is not null) ? Kinds.Sum(k => k.Planned ?? Money.Zero) : null;

    public Money Total => Costs.Sum(c => c.Amount);

    public static SettledSheet Of(SettlementView view) => new()
    {
        ClassNo = view.Class.ClassNo, ClassName = view.Class.Name, StartsOn = view.Class.StartsOn, EndsOn = view.Class.EndsOn, Funding = view.Class.Funding.Label(), ApprovalNo = view.Class.ApprovalNo,
        PersonDays = view.Facts.Quota.PersonDays, PersonDaysInWords = view.Facts.Quota.PersonDaysInWords, Running = view.Facts.Running, PerPersonDay = view.Facts.PerPersonDay,
        Allowed = view.Facts.Quota.Allowed, Standard = view.Facts.Quota.StandardInWords, Bills = view.Income.Count, Billed = view.Income.Billed, Kept = view.Kept, Outstanding = view.Income.Outstanding,
        Kinds = view.Kinds, Budgets = view.Budgets, Costs = [.. view.Counted.Select(c => new SettledCost(c.FromDay, c.Description, c.Payee, c.Number, c.Voucher, c.Amount))],
        Lacks = [.. view.Claims.Where(c => c.MissingPapers.Count > 0).Select(c => new SettledLack(c.Claim.Number, c.MissingPapers))],
    };

    public static SettledSheet Read(string json) => JsonSerializer.Deserialize<SettledSheet>(json, Json)!;

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>SHA-256 of a sheet as stored, in lower-case hex.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>What of the costs is no longer as on this sheet; the signatures don't cover it.</summary>
    public IEnumerable<string> CostChanges(SettledSheet now)
    {
        if (now.Total != Total)
        {
            yield return $"费用合计由 {Total} 元变为 {now.Total} 元";
        }
        else if (!Keys(this).SequenceEqual(Keys(now)))
        {
            yield return "费用明细有增减，合计仍为 " + Total + " 元";
        }
        if (now.PersonDays != PersonDays)
        {
            yield return $"人天由 {PersonDays} 变为 {now.PersonDays}";
        }
        if (now.Running != Running)
        {
            yield return $"定额内的费用由 {Running} 元变为 {now.Running} 元";
        }
    }

    /// <summary>The same with what came in or went back afterwards, which no signature waits for.</summary>
    public IEnumerable<string> Changes(SettledSheet now)
    {
        foreach (var change in CostChanges(now))
        {
            yield return change;
        }
        if (now.Kept != Kept)
        {
            yield return $"实收由 {Kept} 元变为 {now.Kept} 元";
        }
    }

    private static IEnumerable<(string, string, Money)> Keys(SettledSheet sheet) => sheet.Costs.Select(c => (c.Number, c.Description, c.Amount)).Order();

    /// <summary>Money is written in whole fen.</summary>
    private sealed class FenConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
    }
}
