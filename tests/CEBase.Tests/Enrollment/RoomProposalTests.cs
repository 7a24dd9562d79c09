using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Logistics;
using FsCheck;
using FsCheck.Fluent;

namespace CEBase.Tests.Enrollment;

public sealed class RoomProposalTests
{
    private static readonly string[] Names = ["王一", "李二", "张三", "刘四", "陈五", ""];

    private static readonly Gen<Guest[]> Groups =
        (from sex in Gen.Elements(Sexes.Male, Sexes.Female, Sexes.Unknown)
         from wish in Gen.Elements(RoomWish.Any, RoomWish.Single, RoomWish.Shared)
         from name in Gen.Elements(Names)
         from roommate in Gen.Elements(Names)
         select new Guest(0, name, sex, wish, roommate)).ArrayOf().Select(guests => guests.Select((g, n) => g with { EnrolmentId = n + 1 }).ToArray());

    [Fact]
    public void Everybody_gets_one_bed_and_no_room_holds_both_sexes_or_more_people_than_beds() => Property.Holds(Groups, guests =>
    {
        var sex = guests.ToDictionary(g => g.EnrolmentId, g => g.Sex);
        var rooms = RoomProposal.Make(guests, []);
        return rooms.SelectMany(r => r.People).Order().SequenceEqual(guests.Select(g => g.EnrolmentId))
            && rooms.All(r => r.People.Count >= 1 && r.People.Count <= r.Beds && r.People.All(p => sex[p] == r.Sex));
    });

    [Fact]
    public void Who_wishes_to_be_alone_and_whose_sex_is_not_known_is_alone() => Property.Holds(Groups, guests =>
        RoomProposal.Make(guests, []).All(r => r.People.Count == 1 || r.People.All(p => guests[p - 1] is { Wish: not RoomWish.Single, Sex: not Sexes.Unknown })));

    [Fact]
    public void At_most_one_shared_room_of_each_sex_is_left_half_empty() => Property.Holds(Groups, guests =>
        RoomProposal.Make(guests, []).Where(r => r is { Beds: 2, People.Count: 1 }).GroupBy(r => r.Sex).All(g => g.Count() == 1));

    [Fact]
    public void Free_beds_are_filled_by_the_same_sex_only() => Property.Holds(from guests in Groups from inside in Groups select (guests, inside), both =>
    {
        var free = both.inside.Where(g => g.Sex != Sexes.Unknown).Select((g, n) => new HalfEmpty(n + 1, g.Sex, g)).ToList();
        var sex = both.guests.ToDictionary(g => g.EnrolmentId, g => g.Sex);
        var rooms = RoomProposal.Make(both.guests, free);
        var filled = rooms.Where(r => r.RoomId is not null).ToList();
        return filled.All(r => r.People.Count == 1 && free.Single(f => f.RoomId == r.RoomId).Sex == sex[r.People[0]])
            && filled.Select(r => r.RoomId).Distinct().Count() == filled.Count
            && rooms.SelectMany(r => r.People).Order().SequenceEqual(both.guests.Select(g => g.EnrolmentId));
    });

    [Fact]
    public void Two_who_ask_for_each_other_share_before_one_who_only_asks()
    {
        Guest[] guests =
        [
            new(1, "王一", Sexes.Male, RoomWish.Any, "张三"), new(2, "李二", Sexes.Male, RoomWish.Shared, "张三"), new(3, "张三", Sexes.Male, RoomWish.Any, "李二"),
            new(4, "刘四", Sexes.Female, RoomWish.Any, "王一"), new(5, "陈五", Sexes.Female, RoomWish.Single, "刘四"),
        ];
        var rooms = RoomProposal.Make(guests, []).Select(r => string.Join(",", r.People)).Order();
        Assert.Equal(["1", "2,3", "4", "5"], rooms);
    }
}
