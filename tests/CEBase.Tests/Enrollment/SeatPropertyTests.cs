using CEBase.Catalogue;
using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Enrollment;

/// <summary>Any sequence of acts leaves seats, line and ledger in order, after every single act.</summary>
public sealed class SeatPropertyTests
{
    private const int People = 14;

    private sealed record Act(string Kind, int Who, int Size);

    private static Gen<Act[]> Acts => Gen.ArrayOf(
        from kind in Gen.Elements("apply", "apply", "apply", "remove", "remove", "resize", "group", "refuse")
        from who in Gen.Choose(0, People - 1)
        from size in Gen.Choose(1, 6)
        select new Act(kind, who, size));

    [Theory, BothDatabases]
    public async Task Whatever_happens_taken_is_what_is_admitted_and_no_seat_is_free_while_someone_who_fits_waits(DatabaseKind kind) =>
        await HoldsAsync(kind, []);

    [Theory, BothDatabases]
    public async Task Group_caps_hold_through_any_sequence_as_well(DatabaseKind kind) => await HoldsAsync(kind,
    [
        new SeatQuota { Id = 1, ClassId = SeatBench.ClassId, Label = "单位甲", Employer = "单位甲", Seats = 2 },
        new SeatQuota { Id = 2, ClassId = SeatBench.ClassId, Label = "其他单位", Seats = 4 },
    ]);

    private static async Task HoldsAsync(DatabaseKind kind, SeatQuota[] quotas)
    {
        await using var bench = await SeatBench.StartAsync(kind, 5, null, quotas);
        var firsts = await bench.LearnersAsync(People / 2, "单位甲");
        var others = await bench.LearnersAsync(People / 2, "单位乙", from: 100);
        var learners = firsts.Concat(others).ToList();
        var employer = (int who) => who < People / 2 ? "单位甲" : "单位乙";

        Property.Holds(Acts, acts =>
        {
            bench.NextClassAsync(5, quotas).GetAwaiter().GetResult();
            foreach (var act in acts)
            {
                DoAsync(act).GetAwaiter().GetResult();
                var broken = bench.BrokenInvariantsAsync().GetAwaiter().GetResult();
                if (broken.Count > 0)
                {
                    throw new InvalidOperationException($"{act}: {string.Join("; ", broken)}");
                }
            }
            return true;
        }, tries: 40);

        async Task DoAsync(Act act)
        {
            try
            {
                switch (act.Kind)
                {
                    case "apply":
                        await bench.ApplyAsync(learners[act.Who], employer(act.Who));
                        break;
                    case "group":
                        await bench.GroupAsync([.. Enumerable.Range(act.Who, act.Size).Select(i => learners[i % People])]);
                        break;
                    case "resize":
                        await bench.ResizeAsync(act.Size + 1);
                        break;
                    default:
                        await bench.TakeAsync(learners[act.Who], act.Kind);
                        break;
                }
            }
            catch (Refusal)
            {
                // Refused acts change nothing; the invariants are asked all the same.
            }
        }
    }
}
