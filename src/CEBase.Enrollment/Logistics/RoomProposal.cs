using CEBase.Enrollment.Learners;

namespace CEBase.Enrollment.Logistics;

/// <summary>How somebody wishes to sleep.</summary>
internal enum RoomWish
{
    Any,
    Single,
    Shared,
}

/// <summary>Somebody who needs a bed.</summary>
/// <param name="Roommate">Name of the person asked for, or empty.</param>
internal sealed record Guest(long EnrolmentId, string Name, string Sex, RoomWish Wish, string Roommate);

/// <summary>A room as proposed.</summary>
/// <param name="RoomId">An existing room with a free bed, or null for a new one.</param>
internal sealed record ProposedRoom(long? RoomId, int Beds, string Sex, IReadOnlyList<long> People);

/// <summary>A room with a bed left, and who is in it.</summary>
internal sealed record HalfEmpty(long RoomId, string Sex, Guest Inside);

/// <summary>
/// Shares out rooms: those who wish to be alone, and those whose sex isn't known, alone; two who ask for each other together; then those where one
/// asks for the other; then the rest in the order of the list, first into beds that are free. Nobody shares with the other sex.
/// </summary>
internal static class RoomProposal
{
    public static IReadOnlyList<ProposedRoom> Make(IReadOnlyList<Guest> guests, IReadOnlyList<HalfEmpty> free)
    {
        var rooms = new List<ProposedRoom>();
        foreach (var alone in guests.Where(IsAlone))
        {
            rooms.Add(new ProposedRoom(null, 1, alone.Sex, [alone.EnrolmentId]));
        }
        foreach (var sex in new[] { Sexes.Female, Sexes.Male })
        {
            Share([.. guests.Where(g => g.Sex == sex && !IsAlone(g))], [.. free.Where(f => f.Sex == sex)], sex, rooms);
        }
        return rooms;
    }

    private static bool IsAlone(Guest guest) => guest.Wish == RoomWish.Single || guest.Sex is not (Sexes.Male or Sexes.Female);

    private static void Share(List<Guest> waiting, List<HalfEmpty> free, string sex, List<ProposedRoom> rooms)
    {
        Pair((a, b) => AsksFor(a, b) && AsksFor(b, a));
        foreach (var room in free.ToList())
        {
            Fill(room, g => AsksFor(g, room.Inside) || AsksFor(room.Inside, g));
        }
        Pair((a, b) => AsksFor(a, b) || AsksFor(b, a));
        foreach (var room in free.ToList())
        {
            Fill(room, _ => true);
        }
        foreach (var pair in waiting.Chunk(2))
        {
            rooms.Add(new ProposedRoom(null, 2, sex, [.. pair.Select(g => g.EnrolmentId)]));
        }

        void Fill(HalfEmpty room, Func<Guest, bool> fits)
        {
            if (waiting.Find(g => fits(g)) is { } guest)
            {
                waiting.Remove(guest);
                free.Remove(room);
                rooms.Add(new ProposedRoom(room.RoomId, 2, sex, [guest.EnrolmentId]));
            }
        }

        void Pair(Func<Guest, Guest, bool> wanted)
        {
            foreach (var first in waiting.ToList())
            {
                if (waiting.Contains(first) && waiting.Find(other => other != first && wanted(first, other)) is { } second)
                {
                    waiting.Remove(first);
                    waiting.Remove(second);
                    rooms.Add(new ProposedRoom(null, 2, sex, [first.EnrolmentId, second.EnrolmentId]));
                }
            }
        }
    }

    private static bool AsksFor(Guest guest, Guest other) => guest.Roommate.Length > 0 && guest.Roommate == other.Name;
}
