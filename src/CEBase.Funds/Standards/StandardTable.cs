namespace CEBase.Funds.Standards;

/// <summary>A standard as the look-up page shows it; <paramref name="Found"/> is null where none is decided for the day.</summary>
internal sealed record StandardRow(string Name, string Label, Parameter? Found)
{
    public string Shown => Found is null ? "待定" : Found.Unit == "%" ? $"{Found.Value}%" : $"{Found.Decimal:#,##0.##} {Found.Unit}";
}

/// <summary>A quota with its items.</summary>
internal sealed record QuotaRow(string Category, StandardRow Total, IReadOnlyList<string> Items);

/// <summary>All standards of a day.</summary>
internal sealed record StandardTable(IReadOnlyList<(string Title, IReadOnlyList<StandardRow> Rows)> Groups, IReadOnlyList<QuotaRow> Training, IReadOnlyList<QuotaRow> Meetings)
{
    private static readonly (string Title, string[] Names)[] Lists =
    [
        ("讲课费", [CapNames.LectureExpert, CapNames.LectureFull, CapNames.LectureAssociate, CapNames.LectureOther, CapNames.LectureHours]),
        ("咨询费",
        [
            CapNames.ConsultSenior, "consulting.senior.min", CapNames.ConsultOther, "consulting.other.min", CapNames.ConsultExpertShare, CapNames.ConsultHalfShare, CapNames.ConsultFullDays,
            CapNames.ConsultLaterShare, CapNames.ConsultLetterMin, CapNames.ConsultLetterMax,
        ]),
        ("差旅补助", [CapNames.Meals, CapNames.Transport, .. CapNames.MealShares, CapNames.HostTransportShare]),
        ("培训定额的用法", [CapNames.TrainingBase, CapNames.TrainingFullDays, CapNames.TrainingLaterShare, CapNames.TrainingTravelDays]),
    ];

    public static async Task<StandardTable> ReadAsync(DbScope db, IParameters parameters, DateOnly day)
    {
        async Task<StandardRow> Row(string name)
        {
            var found = await parameters.TryGetAsync(db, name, day);
            return new StandardRow(name, found?.Label ?? CapNames.Label(name), found);
        }
        async Task<IReadOnlyList<StandardRow>> Rows(IEnumerable<string> names)
        {
            var rows = new List<StandardRow>();
            foreach (var name in names)
            {
                rows.Add(await Row(name));
            }
            return rows;
        }
        var groups = new List<(string, IReadOnlyList<StandardRow>)>();
        foreach (var (title, names) in Lists)
        {
            groups.Add((title, await Rows(names)));
        }
        async Task<IReadOnlyList<QuotaRow>> Quotas(Func<long, string> name, string third, string[] items)
        {
            var rows = new List<QuotaRow>();
            for (var category = 1; category <= 3; category++)
            {
                var total = name(category);
                rows.Add(new QuotaRow(category == 3 ? third : QuotaCategory.Label(category), await Row(total), [.. (await Rows(items.Select(i => $"{total}.{i}"))).Select(r => r.Found?.Value ?? "待定")]));
            }
            return rows;
        }
        return new StandardTable(groups, await Quotas(CapNames.Training, "三类", ["lodging", "meals", "venue", "other"]), await Quotas(CapNames.Meeting, "三、四类", ["lodging", "meals", "other"]));
    }
}
