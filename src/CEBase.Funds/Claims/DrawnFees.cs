using CEBase.Funds.Expenses;
using CEBase.Funds.Standards;

namespace CEBase.Funds.Claims;

/// <summary>Reads the fees and allowances that people draw: those of the claim itself and of all others that are handed in. A draft holds nothing, as with invoices.</summary>
internal sealed class DrawnFees(CapTable caps)
{
    /// <summary>Those on the days of the claim's lines; consultations since the year began, because their days are counted on.</summary>
    public async Task<IReadOnlyList<DrawnFee>> AroundAsync(DbScope db, long claimId, IReadOnlyList<ClaimLine> lines)
    {
        var drawn = lines.Where(l => l.Kind is LineKind.Lecture or LineKind.Consultation or LineKind.Labour or LineKind.Travel).ToList();
        if (drawn.Count == 0)
        {
            return [];
        }
        var from = drawn.Min(l => l.FromDay);
        var most = (await caps.OnAsync(db, CapNames.LectureHours, from)).Value ?? 0;
        var rows = await db.QueryAsync<FeeRow>($"""
            SELECT l.id, k.id AS claim_id, k.number, l.payee, l.kind, l.description, l.from_day, l.until_day, l.half_day, l.hours, l.quantity, l.unit, l.by_correspondence, l.persons, l.class_id, l.task
            FROM claim_line l JOIN claim k ON k.id = l.claim_id
            WHERE ((l.kind IN ('Lecture', 'Labour', 'Travel') AND l.from_day <= @Until AND l.until_day >= @From) OR (l.kind = 'Consultation' AND l.from_day <= @Until AND l.until_day >= @Since))
              AND (k.id = @claimId OR {ClaimStates.IsHeld})
            """, new { claimId, From = from, Until = drawn.Max(l => l.UntilDay), Since = new DateOnly(from.Year, 1, 1) });
        return [.. rows.Select(r => r.AsFee(most))];
    }

    private sealed record FeeRow
    {
        public long Id { get; init; }
        public long ClaimId { get; init; }
        public string Number { get; init; } = "";
        public string Payee { get; init; } = "";
        public LineKind Kind { get; init; }
        public string Description { get; init; } = "";
        public DateOnly FromDay { get; init; }
        public DateOnly UntilDay { get; init; }
        public HalfDay HalfDay { get; init; }
        public StudyHours Hours { get; init; }
        public long Quantity { get; init; }
        public string Unit { get; init; } = "";
        public bool ByCorrespondence { get; init; }
        public int Persons { get; init; }
        public long? ClassId { get; init; }
        public string Task { get; init; } = "";

        public DrawnFee AsFee(long hoursPerHalfDay)
        {
            var line = new ClaimLine { Kind = Kind, Description = Description, FromDay = FromDay, UntilDay = UntilDay, HalfDay = HalfDay, Quantity = Quantity, Unit = Unit };
            var told = new LineMeasures { Hours = Hours, ByCorrespondence = ByCorrespondence };
            return new DrawnFee(Id, Number, Payee, Kind, FromDay, UntilDay, HalfDay)
            {
                ClaimId = ClaimId, Persons = Persons, ClassId = ClassId, Task = Task, ByCorrespondence = ByCorrespondence,
                Hours = Kind == LineKind.Lecture ? LectureFeeRule.HoursOf(line, told, hoursPerHalfDay)?.Hours ?? StudyHours.Zero : StudyHours.Zero,
                Days = Kind == LineKind.Consultation ? ConsultationRule.DaysOf(line, told) : null,
                Allowances = TravelAllowances.Is(line) ? TravelAllowances.Of(Description) : [],
            };
        }
    }
}
