namespace CEBase.Catalogue.Classes;

/// <summary>Lists of classes, for portal, console, API and command line alike: a handful of queries a list, however long it is.</summary>
internal sealed class ClassQueries(IInstructorRegistry registry, IEnumerable<ISeatAvailability> seats)
{
    /// <summary>What one can still take first, soonest first; then what is over, latest first.</summary>
    public const string UsualOrder = """
        CASE c.state WHEN 'open' THEN 0 WHEN 'ready' THEN 1 WHEN 'running' THEN 2 WHEN 'planned' THEN 3 WHEN 'draft' THEN 4 ELSE 5 END,
        CASE WHEN c.state IN ('open', 'ready', 'planned', 'draft') THEN c.starts_on ELSE '' END, c.starts_on DESC, c.class_no
        """;

    /// <summary>The condition that number, name, course or a teacher's name holds the text.</summary>
    /// <param name="teachers">Those whose name holds it.</param>
    /// <param name="text">The parameter with the text.</param>
    public static string Holds(IReadOnlyCollection<long> teachers, string text) =>
        $@"(c.name {{like}} {text} ESCAPE '\' OR k.name {{like}} {text} ESCAPE '\' OR c.class_no LIKE {text} ESCAPE '\'"
        + (teachers.Count == 0 ? ")" : " OR EXISTS (SELECT 1 FROM class_session s WHERE s.class_id = c.id AND s.instructor_id IN @Teachers))");

    /// <summary>Instructors whose name holds the text.</summary>
    public async Task<IReadOnlyList<long>> TeachersAsync(DbScope db, string? text) => string.IsNullOrWhiteSpace(text) ? [] : [.. await registry.IdsByNameAsync(db, text)];

    public async Task<ClassListPage> ListAsync(DbScope db, ClassFilter filter)
    {
        var size = Math.Clamp(filter.Size, 1, 200);
        var offset = (Math.Max(filter.Page, 1) - 1) * (long)size;
        var (where, parameters) = await WhereAsync(db, filter);
        if (filter.WithSeats)
        {
            return await WithSeatsAsync(db, where, parameters, Order(filter.Sort), size, offset);
        }
        parameters["Size"] = size;
        parameters["Offset"] = offset;
        var total = await db.ScalarAsync<int>($"SELECT count(*) {ClassRepository.From} WHERE {where}", parameters);
        var cards = await db.QueryAsync<ClassCard>(
            $"SELECT {ClassRepository.CardColumns} {ClassRepository.From} WHERE {where} ORDER BY {Order(filter.Sort)} LIMIT @Size OFFSET @Offset", parameters);
        return new ClassListPage(await WithCountsAsync(db, cards), total);
    }

    /// <summary>Seats of classes; where no module counts them, all are left.</summary>
    public async Task<IReadOnlyDictionary<long, SeatCount>> SeatsAsync(DbScope db, IReadOnlyCollection<ClassCard> cards)
    {
        var counted = cards.Count > 0 && seats.FirstOrDefault() is { } source
            ? await source.OfAsync(db, [.. cards.Select(c => c.Id)])
            : new Dictionary<long, SeatCount>();
        return cards.ToDictionary(c => c.Id, c => counted.GetValueOrDefault(c.Id) ?? new SeatCount(c.Capacity, 0, 0));
    }

    /// <summary>Months in which classes of these states begin, newest first.</summary>
    public Task<IReadOnlyList<string>> MonthsAsync(DbScope db, IReadOnlyList<string> states) =>
        db.QueryAsync<string>("SELECT DISTINCT substr(starts_on, 1, 7) AS month FROM training_class WHERE state IN @states ORDER BY month DESC", new { states });

    /// <summary>Cities where classes of these states are held.</summary>
    public Task<IReadOnlyList<string>> CitiesAsync(DbScope db, IReadOnlyList<string> states) =>
        db.QueryAsync<string>("SELECT DISTINCT city FROM training_class WHERE state IN @states AND city <> '' ORDER BY city", new { states });

    private async Task<IReadOnlyList<ClassListing>> WithCountsAsync(DbScope db, IReadOnlyList<ClassCard> cards)
    {
        var counts = await SeatsAsync(db, cards);
        return [.. cards.Select(c => new ClassListing(c, counts[c.Id]))];
    }

    // Seats are a higher module's to count, so they are asked for all open classes at once and the page is cut afterwards.
    private async Task<ClassListPage> WithSeatsAsync(DbScope db, string where, Dictionary<string, object?> parameters, string order, int size, long offset)
    {
        var cards = await db.QueryAsync<ClassCard>(
            $"SELECT {ClassRepository.CardColumns} {ClassRepository.From} WHERE {where} AND c.state = '{ClassStates.Open}' ORDER BY {order}", parameters);
        var free = (await WithCountsAsync(db, cards)).Where(l => l.Seats.Left > 0).ToList();
        return new ClassListPage([.. free.Skip((int)offset).Take(size)], free.Count);
    }

    private async Task<(string Where, Dictionary<string, object?> Parameters)> WhereAsync(DbScope db, ClassFilter filter)
    {
        var where = new List<string> { "1 = 1" };
        var parameters = new Dictionary<string, object?>();
        Add(filter.States.Count > 0, "c.state IN @States", "States", filter.States);
        Add(filter.Subject is not null, "c.subject = @Subject", "Subject", filter.Subject?.ToString());
        Add(filter.Funding is not null, "c.funding = @Funding", "Funding", filter.Funding?.ToString());
        Add(!string.IsNullOrEmpty(filter.Month), "substr(c.starts_on, 1, 7) = @Month", "Month", filter.Month);
        Add(!string.IsNullOrEmpty(filter.City), "c.city = @City", "City", filter.City);
        Add(filter.Online is not null, "c.is_online = @Online", "Online", filter.Online);
        Add(filter.AdviserId is not null, "c.adviser_id = @Adviser", "Adviser", filter.AdviserId);
        if (!string.IsNullOrWhiteSpace(filter.Q))
        {
            var teachers = await TeachersAsync(db, filter.Q);
            Add(true, Holds(teachers, "@Text").Replace("{like}", db.Dialect.Like, StringComparison.Ordinal), "Text", SqlText.Containing(filter.Q));
            if (teachers.Count > 0)
            {
                parameters["Teachers"] = teachers;
            }
        }
        return (string.Join(" AND ", where), parameters);

        void Add(bool applies, string condition, string name, object? value)
        {
            if (applies)
            {
                where.Add(condition);
                parameters[name] = value;
            }
        }
    }

    private static string Order(string? sort) => sort switch
    {
        "start" => "c.starts_on, c.class_no",
        "-start" => "c.starts_on DESC, c.class_no",
        "no" => "c.class_no",
        "-no" => "c.class_no DESC",
        "name" => "c.name, c.class_no",
        "-name" => "c.name DESC, c.class_no",
        "fee" => "c.fee, c.starts_on, c.class_no",
        "-fee" => "c.fee DESC, c.starts_on, c.class_no",
        "hours" => "c.hours, c.starts_on, c.class_no",
        "-hours" => "c.hours DESC, c.starts_on, c.class_no",
        "capacity" => "c.capacity, c.class_no",
        "-capacity" => "c.capacity DESC, c.class_no",
        _ => UsualOrder,
    };
}
