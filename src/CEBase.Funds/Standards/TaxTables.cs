namespace CEBase.Funds.Standards;

/// <summary>The withholding tables by day: <c>recipes/funds/labour-tax.json</c>.</summary>
[RestsOn("MOF540:lecture-fee", "MOF128:standard", How = "标准是税后数，按当日的劳务报酬预扣表换算税前数和税款")]
internal sealed class TaxTables
{
    /// <summary>A dated table with its source.</summary>
    internal sealed record Schedule(DateOnly From, string Citation, string Certainty, string Source, long Free, long FlatUpTo, int Share, TaxRate[] Rates)
    {
        public TaxTable Table { get; } = new(Free, FlatUpTo, Share, Rates);
    }

    private sealed record TaxFile(Schedule[] Schedules);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private readonly Schedule[] _schedules;

    private TaxTables(Schedule[] schedules) => _schedules = schedules;

    /// <exception cref="RecipeException">Malformed; names the file.</exception>
    public static TaxTables Load(string path)
    {
        try
        {
            var schedules = JsonSerializer.Deserialize<TaxFile>(File.ReadAllText(path), Options)!.Schedules;
            if (schedules.Any(s => s.Rates.Length == 0 || s.Rates[^1].UpTo is not null || s.Rates.SkipLast(1).Any(r => r.UpTo is null)))
            {
                throw new RecipeException($"{Path.GetFileName(path)}：每张预扣表须有税率，且只有最后一档不写 upTo。");
            }
            return new TaxTables([.. schedules.OrderByDescending(s => s.From)]);
        }
        catch (JsonException broken)
        {
            throw new RecipeException($"{Path.GetFileName(path)} 第 {broken.LineNumber + 1} 行的 {broken.Path} 不合要求：{broken.Message}");
        }
    }

    /// <summary>The table of the day, or null before the first.</summary>
    public Schedule? On(DateOnly day) => _schedules.FirstOrDefault(s => s.From <= day);
}
