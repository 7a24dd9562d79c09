using CEBase.Funds.Expenses;

namespace CEBase.Funds.Standards;

/// <summary>A line of the table of lodging caps.</summary>
internal sealed record LodgingCap
{
    public const string RecordType = "LodgingCap";

    public long Id { get; init; }
    public string City { get; init; } = "";
    public PersonLevel PersonLevel { get; init; }

    /// <summary>First day of the season, MM-dd.</summary>
    public string SeasonFrom { get; init; } = "01-01";

    /// <summary>Last day of it; earlier than the first when the season runs over new year.</summary>
    public string SeasonUntil { get; init; } = "12-31";

    public Money Amount { get; init; }

    /// <summary>First day it holds; it gives way to a later line of the same city and level.</summary>
    public DateOnly HoldsFrom { get; init; }

    public string Citation { get; init; } = "";

    /// <summary>As files of policy mark it: S, G.</summary>
    public string Certainty { get; init; } = "";

    public string Source { get; init; } = "";
    public string RecordedByName { get; init; } = "";

    public string Season => (SeasonFrom, SeasonUntil) is ("01-01", "12-31") ? "全年" : $"{SeasonFrom} 至 {SeasonUntil}";

    public bool Covers(DateOnly day)
    {
        var at = day.ToString("MM-dd", CultureInfo.InvariantCulture);
        return string.CompareOrdinal(SeasonFrom, SeasonUntil) <= 0
            ? string.CompareOrdinal(SeasonFrom, at) <= 0 && string.CompareOrdinal(at, SeasonUntil) <= 0
            : string.CompareOrdinal(SeasonFrom, at) <= 0 || string.CompareOrdinal(at, SeasonUntil) <= 0;
    }
}

/// <summary>The table of lodging caps: filled by the recipe, kept up by finance. A line is never changed; a later one takes its place from its day on.</summary>
[RestsOn("MOF531:lodging", How = "住宿上限按城市、级别、季节和起始日期登记来源，新标准另立一行")]
internal sealed class LodgingRepository(Trace trace)
{
    private const string Columns = "id, city, person_level, season_from, season_until, amount, holds_from, citation, certainty, source, recorded_by_name";

    public Task<IReadOnlyList<LodgingCap>> AllAsync(DbScope db) => db.QueryAsync<LodgingCap>($"SELECT {Columns} FROM lodging_cap ORDER BY city, person_level, holds_from DESC, season_from");

    /// <summary>The caps of a city and level on these nights: of the lines that hold, the newest; of those, a season's before the whole year's.</summary>
    public async Task<IReadOnlyList<Night>> NightsAsync(DbScope db, string city, PersonLevel level, DateOnly from, int nights)
    {
        var plain = Plain(city);
        var lines = (await AllAsync(db)).Where(l => l.PersonLevel == level && l.City == plain).ToList();
        return [.. Enumerable.Range(0, nights).Select(n => new Night(from.AddDays(n), On(lines, from.AddDays(n))?.Amount))];
    }

    public static LodgingCap? On(IEnumerable<LodgingCap> lines, DateOnly day)
    {
        var holding = lines.Where(l => l.HoldsFrom <= day && l.Covers(day)).ToList();
        // A whole-year line that came later replaces the seasons before it.
        return holding.OrderByDescending(l => l.HoldsFrom).ThenBy(l => l.Season == "全年").FirstOrDefault();
    }

    /// <exception cref="Refusal">Something isn't told, or a line of that day is there already (<c>lodging_there</c>).</exception>
    public async Task AddAsync(DbScope db, LodgingCap cap, ICurrentUser user)
    {
        var wrong = new Refusals();
        wrong.Ask(() => Require(cap.City.Trim().Length is > 0 and <= 20, nameof(cap.City), "请填写城市。"));
        wrong.Ask(() => Require(IsDay(cap.SeasonFrom) && IsDay(cap.SeasonUntil), nameof(cap.SeasonFrom), "请把季节写成 05-01 至 10-31 这样的月日。"));
        wrong.Ask(() => Require(cap.Amount > Money.Zero, nameof(cap.Amount), "请填写金额。"));
        wrong.Ask(() => Require(cap.Source.Trim().Length > 0, nameof(cap.Source), "请写明来源，例如通知的名称和文号。"));
        wrong.Done();
        var added = await db.ExecuteAsync("""
            INSERT INTO lodging_cap (city, person_level, season_from, season_until, amount, holds_from, citation, certainty, source, recorded_by_name)
            VALUES (@City, @Level, @SeasonFrom, @SeasonUntil, @Amount, @HoldsFrom, @Citation, @Certainty, @Source, @DisplayName) ON CONFLICT DO NOTHING
            """, new
        {
            City = Plain(cap.City), Level = cap.PersonLevel.ToString(), cap.SeasonFrom, cap.SeasonUntil, cap.Amount, cap.HoldsFrom, cap.Citation, cap.Certainty, Source = cap.Source.Trim(), user.DisplayName,
        });
        if (added == 0)
        {
            throw new Refusal("lodging_there", $"{Plain(cap.City)}{cap.PersonLevel.Label()}已有从 {cap.HoldsFrom.InTable()} 起的标准。新标准请写新的起始日期。") { Field = nameof(cap.HoldsFrom), Status = 409 };
        }
        var id = await db.ScalarAsync<long>("SELECT max(id) FROM lodging_cap");
        await trace.AppendAsync(db, new TraceEntry(LodgingCap.RecordType, id, "lodging_cap") { Comment = $"{Plain(cap.City)}{cap.PersonLevel.Label()} {cap.Amount} 元，{cap.HoldsFrom.InTable()} 起" }, user);
    }

    /// <summary>西安 for 西安市.</summary>
    private static string Plain(string city) => city.Trim() is { Length: > 2 } text && text.EndsWith('市') ? text[..^1] : city.Trim();

    private static bool IsDay(string text) => DateOnly.TryParseExact("2024-" + text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static void Require(bool holds, string field, string sentence)
    {
        if (!holds)
        {
            throw new Refusal("lodging_incomplete", sentence) { Field = field };
        }
    }
}

/// <summary>Recipe step <c>lodging-caps</c>: the caps that are known; a line that is there already is left alone.</summary>
internal sealed class LodgingStep : IRecipeStep
{
    private sealed record Line(string City, PersonLevel Level, string Months, decimal Amount, DateOnly From, string Citation, string Certainty, string Source);

    private sealed record CapFile(Line[] Caps);

    public string Name => "lodging-caps";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        foreach (var line in context.ReadFile<CapFile>(step).Caps)
        {
            if (line.Months.Split("..") is not [var first, var last])
            {
                throw new RecipeException($"住宿标准 {line.City}：months 应写成 01-01..12-31。");
            }
            await context.Db.ExecuteAsync("""
                INSERT INTO lodging_cap (city, person_level, season_from, season_until, amount, holds_from, citation, certainty, source, recorded_by_name)
                VALUES (@City, @Level, @first, @last, @Amount, @From, @Citation, @Certainty, @Source, '初始数据') ON CONFLICT DO NOTHING
                """, new { line.City, Level = line.Level.ToString(), first, last, Amount = Money.FromYuan(line.Amount), line.From, line.Citation, line.Certainty, line.Source });
        }
    }
}
