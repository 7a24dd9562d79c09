using System.Text.Json;
using CEBase.Instructors.BankCards;
using CEBase.Instructors.Clearances;
using CEBase.Instructors.Evidence;
using CEBase.Instructors.Registry;
using CEBase.Instructors.Titles;

namespace CEBase.Instructors.Imports;

/// <summary>
/// Recipe step <c>instructors</c>: entries of the registry by their numbers, with reviews, exceptions and proofs whose days are counted from
/// today; one that is there already is left alone.
/// </summary>
internal sealed class InstructorsStep(InstructorRepository instructors, TitleRepository titles, EvidenceRepository evidence, BankCardService cards, Trace trace, TimeProvider clock) : IRecipeStep
{
    /// <summary>A clearance as the recipe writes it; days from today.</summary>
    private sealed record Paper(ClearanceKind Kind, string Grounds, int From, int Until, string ReviewedBy = "", string State = ClearanceStates.Approved);

    /// <summary>A proof as the recipe writes it; days from today.</summary>
    private sealed record Proof(Proves Proves, string Place, int? From = null, int? Until = null);

    /// <summary>A bank card that the instructor agreed to have kept, for a sample base; days from today.</summary>
    private sealed record Card(string Bank, string Number, int ConsentedOn);

    /// <summary>An instructor as the recipe writes one.</summary>
    private sealed record Line
    {
        public string Number { get; init; } = "";
        public string Name { get; init; } = "";
        public string Employer { get; init; } = "";
        public Relation Relation { get; init; }
        public string Education { get; init; } = "";
        public string Degree { get; init; } = "";
        public string Title { get; init; } = "";
        public string Field { get; init; } = "";
        public string Bio { get; init; } = "";
        public int? ExperienceYears { get; init; }
        public string ExperienceNote { get; init; } = "";
        public Standing Standing { get; init; }
        public string StandingReason { get; init; } = "";
        public bool IsActive { get; init; } = true;

        /// <summary>Why it was stopped, for one that isn't active.</summary>
        public string? Stopped { get; init; }
        public Paper[] Clearances { get; init; } = [];
        public Proof[] Evidence { get; init; } = [];
        public Card? BankCard { get; init; }

        public Instructor Entry => new()
        {
            Number = Number, Name = Name, Employer = Employer, Relation = Relation, Education = Education, Degree = Degree, Title = Title, Field = Field, Bio = Bio,
            ExperienceYears = ExperienceYears, ExperienceNote = ExperienceNote, Standing = Standing, StandingReason = StandingReason, IsActive = IsActive,
        };
    }

    public string Name => "instructors";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var table = await titles.TableAsync(context.Db);
        foreach (var instructor in context.ReadFile<Line[]>(step))
        {
            if (instructor.Number.Length < 4 || instructor.Number[0] != 'T' || !int.TryParse(instructor.Number.AsSpan(1), out _))
            {
                throw new RecipeException($"教师“{instructor.Name}”的编号 {instructor.Number} 应形如 T001（键 number）。");
            }
            if (await instructors.ImportAsync(context.Db, instructor.Entry with { TitleLevel = table.Read(instructor.Title).Level }) is { } id)
            {
                await InsertAsync(context.Db, id, instructor);
            }
        }
    }

    private async Task InsertAsync(DbScope db, long id, Line line)
    {
        var today = clock.Today();
        var now = clock.GetUtcNow();
        var by = SystemUser.Instance.DisplayName;
        foreach (var p in line.Clearances)
        {
            var clearance = await db.InsertAsync("""
                INSERT INTO instructor_clearance (instructor_id, kind, grounds, reviewed_by, holds_from, holds_until, state, requested_by_name, requested_at, decided_by_name, decided_at)
                VALUES (@id, @Kind, @Grounds, @ReviewedBy, @From, @Until, @State, @by, @now, @Decided, @DecidedAt)
                """, new
            {
                id, Kind = p.Kind.ToString(), p.Grounds, p.ReviewedBy, From = today.AddDays(p.From), Until = today.AddDays(p.Until), p.State, by, now,
                Decided = p.State == ClearanceStates.Approved ? by : null, DecidedAt = p.State == ClearanceStates.Approved ? now : (DateTimeOffset?)null,
            });
            await trace.AppendAsync(db, new TraceEntry(p.Kind.RecordType(), clearance, "recipe") { To = p.State }, SystemUser.Instance);
        }
        foreach (var e in line.Evidence)
        {
            await evidence.AddAsync(db, new EvidencePaper { InstructorId = id, Proves = e.Proves, DatedOn = Day(e.From), ValidUntil = Day(e.Until), Place = e.Place, AddedByName = by, AddedAt = now }, null);
        }
        if (line.BankCard is { } card)
        {
            await cards.RecordAsync(db, new BankCard { InstructorId = id, Bank = card.Bank, Purpose = "发放讲课费", ConsentedOn = today.AddDays(card.ConsentedOn), ConsentForm = "签字的同意书" },
                card.Number, isChecked: true, agreed: true, SystemUser.Instance);
        }
        if (line.Stopped is { } reason)
        {
            await trace.AppendAsync(db, new TraceEntry(InstructorWords.RecordType, id, InstructorWorkflow.Stop) { From = InstructorWorkflow.Active, To = InstructorWorkflow.Stopped, Comment = reason }, SystemUser.Instance);
        }

        DateOnly? Day(int? offset) => offset is { } days ? today.AddDays(days) : null;
    }
}
