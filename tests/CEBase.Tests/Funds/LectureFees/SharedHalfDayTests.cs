using CEBase.Funds.LectureFees;
using CEBase.Tests.Learning;
using FsCheck;
using FsCheck.Fluent;
using FundRights = CEBase.Funds.Permissions;

namespace CEBase.Tests.Funds.LectureFees;

/// <summary>
/// Several lists that teach in the same half-day, in any order of acts: after every single one, what the living lists pay of the half-day is what
/// their sessions come to with overlaps counted once, at most four hours.
/// </summary>
public sealed class SharedHalfDayTests
{
    private const string Day = "2026-03-02";

    private static readonly ICurrentUser Maker = new TestUser(1, FundRights.ClaimsView, FundRights.LectureFees, FundRights.View, CEBase.Catalogue.Permissions.Manage);
    private static readonly ICurrentUser Leader = new TestUser(3, FundRights.View, FundRights.ClaimsUnitApprove, FundRights.ClaimsView);

    /// <summary>Sessions on a grid of half hours, whole tenths in each: what they come to is then whole, and is paid to the tenth.</summary>
    private sealed record Deed(string Kind, int Which, int From, int Length, int Tenths);

    private static Gen<Deed[]> Deeds => Gen.ArrayOf(
        from kind in Gen.Elements("teach", "teach", "make", "make", "recompute", "recompute", "withdraw", "move", "check", "confirm", "return", "cancel")
        from which in Gen.Choose(0, 5)
        from start in Gen.Choose(0, 8)
        from length in Gen.Choose(2, 5)
        from tenths in Gen.Choose(3, 12)
        select new Deed(kind, which, start, length, tenths * length));

    [Theory, BothDatabases]
    public async Task Living_lists_pay_a_half_day_once_and_in_full_after_every_act(DatabaseKind kind)
    {
        await using var bench = await FundBench.StartAsync(kind, withRecipe: true);
        var classes = new List<(long Id, string No)>();
        for (var i = 0; i < 3; i++)
        {
            var sample = await SampleClass.MakeAsync(bench.Bench);
            classes.Add((sample.Id, (await bench.Database.ReadAsync(s => s.FirstAsync<string>("SELECT class_no FROM training_class WHERE id = @Id", new { sample.Id })))!));
        }
        var teacher = await bench.Database.ReadAsync(s => s.ScalarAsync<long>("SELECT id FROM instructor WHERE number = 'T900'"));
        Property.Holds(Deeds, deeds =>
        {
            RunAsync(bench, classes, teacher, deeds).GetAwaiter().GetResult();
            return true;
        }, tries: kind == DatabaseKind.Sqlite ? 60 : 30);
    }

    private static async Task RunAsync(FundBench bench, List<(long Id, string No)> classes, long teacher, Deed[] deeds)
    {
        await bench.Database.WriteAsync(async s =>
        {
            foreach (var table in new[] { "fee_line", "fee_session", "fee_list", "session_register", "class_session" })
            {
                await s.ExecuteAsync($"DELETE FROM {table}");
            }
        });
        foreach (var deed in deeds)
        {
            try
            {
                await DoAsync(bench, classes, teacher, deed);
            }
            catch (Refusal)
            {
                // A refused act changes nothing; the half-day is asked all the same.
            }
            if (await WrongAsync(bench) is { } wrong)
            {
                throw new InvalidOperationException($"{deed}: {wrong}");
            }
        }
    }

    private static async Task DoAsync(FundBench bench, List<(long Id, string No)> classes, long teacher, Deed deed)
    {
        var owner = classes[deed.Which % classes.Count];
        var (from, until) = ((8 * 60) + (deed.From * 30), (8 * 60) + ((deed.From + deed.Length) * 30));
        var times = new { Start = $"{from / 60:00}:{from % 60:00}", End = $"{until / 60:00}:{until % 60:00}" };
        var lists = await bench.Database.ReadAsync(s => s.QueryAsync<FeeList>($"{FeeListRepository.Select} ORDER BY f.id"));
        var list = lists.Count == 0 ? null : lists[deed.Which % lists.Count];
        switch (deed.Kind)
        {
            case "teach":
                await bench.Database.WriteAsync(async s =>
                {
                    var id = await s.InsertAsync("""
                        INSERT INTO class_session (class_id, day, starts_at, ends_at, hours, topic, room, instructor_id) VALUES (@ClassId, @Day, @Start, @End, @Tenths, @Topic, '101', @teacher)
                        """, new { ClassId = owner.Id, Day, times.Start, times.End, deed.Tenths, teacher, Topic = Guid.NewGuid().ToString("N") });
                    await s.ExecuteAsync("INSERT INTO session_register (session_id, class_id, state) VALUES (@id, @ClassId, 'confirmed')", new { id, ClassId = owner.Id });
                });
                break;
            case "move":
                await bench.Database.WriteAsync(s => s.ExecuteAsync("""
                    UPDATE class_session SET starts_at = @Start, ends_at = @End, hours = @Tenths WHERE id = (SELECT min(id) FROM class_session WHERE class_id = @ClassId)
                    """, new { ClassId = owner.Id, times.Start, times.End, deed.Tenths }));
                break;
            case "withdraw":
                await bench.Database.WriteAsync(s => s.ExecuteAsync("""
                    UPDATE session_register SET state = CASE state WHEN 'open' THEN 'confirmed' ELSE 'open' END WHERE session_id = (SELECT max(id) FROM class_session WHERE class_id = @ClassId)
                    """, new { ClassId = owner.Id }));
                break;
            case "make":
                await bench.WriteAsync<LectureFeeService>((desk, db) => desk.CreateAsync(db, owner.No, null, Maker));
                break;
            case "recompute" when list is not null:
                await bench.WriteAsync<LectureFeeService>((desk, db) => desk.RecomputeAsync(db, list.Number, Maker));
                break;
            case not ("recompute" or "make") when list is not null:
                await bench.TakeAsync(FeeList.RecordType, list.Id, deed.Kind, deed.Kind is FeeListWorkflow.Confirm or FeeListWorkflow.Return ? Leader : Maker, "按计划办理");
                break;
        }
    }

    /// <summary>Minute by minute, independent of how lists compute: at each minute the densest session counts.</summary>
    private static async Task<string?> WrongAsync(FundBench bench)
    {
        var (sessions, lines) = await bench.Database.ReadAsync(async s => (
            await s.QueryAsync<FeeLesson>($"SELECT {FeeLessonRepository.Columns} FROM fee_session"),
            await s.QueryAsync<FeeLine>("SELECT l.hours, l.half_day FROM fee_line l JOIN fee_list f ON f.id = l.list_id WHERE f.state <> 'cancelled'")));
        var parts = sessions.SelectMany(FeeHours.Split).ToLookup(p => p.Half, p => p.Part);
        foreach (var half in lines.Select(l => l.HalfDay).Concat(parts.Select(p => p.Key)).Distinct())
        {
            var tenths = Enumerable.Range(0, 24 * 60).Sum(minute => parts[half].Where(p => p.From.ToTimeSpan().TotalMinutes <= minute && minute < p.Until.ToTimeSpan().TotalMinutes)
                .Select(p => p.Hours.Tenths / (decimal)(p.Until - p.From).TotalMinutes).DefaultIfEmpty().Max());
            var owed = Math.Min(40, (int)Math.Round(tenths, 6));
            var paid = lines.Where(l => l.HalfDay == half).Sum(l => l.Hours.Tenths);
            if (paid != owed)
            {
                return $"{half} comes to {owed} tenths, the lists pay {paid}";
            }
        }
        return null;
    }
}
