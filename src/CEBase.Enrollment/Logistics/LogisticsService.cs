using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Logistics;

/// <summary>What staff do about lodging, meals and emergency contacts of a class.</summary>
[RestsOn("NPU:12", "BJTU:13", How = "按学员登记编排房间和用餐名单，可自动编排后手工调整")]
internal sealed class LogisticsService(IClassDirectory classes, LogisticsRepository repository, IPersonalNumbers secrets, Trace trace)
{
    /// <summary>Sets what the class asks. What it no longer asks for is deleted at once.</summary>
    public async Task SetAsync(DbScope db, string classNo, LogisticsSetting wanted, ICurrentUser user)
    {
        var card = await classes.ToChangeAsync(db, classNo, user);
        var before = await repository.SettingAsync(db, card.Id);
        wanted = wanted with { ClassId = card.Id, AsksDiet = wanted is { UsesMeals: true, AsksDiet: true } };
        if (wanted with { Version = before.Version } == before && before.Version > 0)
        {
            return;
        }
        if (!await repository.PutAsync(db, wanted))
        {
            throw new Refusal("logistics_changed", "刚才有人改过这些设置，请刷新后再改。") { Status = 409 };
        }
        if (!wanted.AsksDiet)
        {
            await repository.DropDietsAsync(db, card.Id);
        }
        if (!wanted.AsksContact)
        {
            await repository.DropContactsAsync(db, card.Id);
        }
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, card.Id, "logistics_set")
        {
            Comment = $"住宿{YesNo(wanted.UsesLodging)}，用餐{YesNo(wanted.UsesMeals)}，询问饮食禁忌{YesNo(wanted.AsksDiet)}，询问紧急联系人{YesNo(wanted.AsksContact)}",
        }, user);
    }

    /// <summary>Gives beds to everybody who asked for one and has none; with <paramref name="again"/> all rooms are made anew.</summary>
    /// <returns>How many got a bed.</returns>
    public async Task<int> ProposeAsync(DbScope db, string classNo, bool again, ICurrentUser user)
    {
        var card = await LockAsync(db, classNo, user);
        if (again)
        {
            await db.ExecuteAsync("DELETE FROM lodging_place WHERE room_id IN (SELECT id FROM lodging_room WHERE class_id = @Id)", new { card.Id });
            await repository.DropRoomsAsync(db, card.Id, onlyEmpty: false);
        }
        var stays = (await repository.StaysAsync(db, card.Id)).Where(s => s.NeedsLodging).ToList();
        var rooms = await repository.RoomsAsync(db, card.Id);
        var inside = stays.Where(s => s.RoomId is not null).ToLookup(s => s.RoomId!.Value);
        var free = rooms.Where(r => r.Beds == 2 && inside[r.Id].Count() == 1).Select(r => new HalfEmpty(r.Id, r.Sex, GuestOf(inside[r.Id].Single())))
            .Where(f => f.Inside.Wish != RoomWish.Single).ToList();
        var bySeat = stays.ToDictionary(s => s.EnrolmentId);
        var count = 0;
        var next = NextLabel(rooms);
        foreach (var room in RoomProposal.Make([.. stays.Where(s => s.RoomId is null).Select(GuestOf)], free))
        {
            var id = room.RoomId ?? await repository.AddRoomAsync(db, card.Id, next++, room.Beds, room.Sex);
            foreach (var person in room.People)
            {
                await repository.PlaceAsync(db, bySeat[person], id);
                count++;
            }
        }
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, card.Id, "rooms_proposed") { Comment = $"安排 {count} 人{(again ? "，重新编排" : "")}" }, user);
        return count;
    }

    /// <summary>Moves somebody into another room, into a new one (<paramref name="roomId"/> 0), or out of the sheet (null).</summary>
    /// <exception cref="Refusal"><c>room_sex</c>, <c>room_full</c>, <c>stay_unknown</c>.</exception>
    public async Task MoveAsync(DbScope db, string classNo, long enrolmentId, long? roomId, ICurrentUser user)
    {
        var card = await LockAsync(db, classNo, user);
        var stay = (await repository.StaysAsync(db, card.Id)).FirstOrDefault(s => s.EnrolmentId == enrolmentId)
            ?? throw new Refusal("stay_unknown", "这名学员不在本班名册上，请刷新后再看。") { Status = 404 };
        if (roomId == stay.RoomId)
        {
            return;
        }
        var rooms = await repository.RoomsAsync(db, card.Id);
        await repository.LeaveBedAsync(db, enrolmentId);
        if (roomId is { } wanted)
        {
            var id = wanted == 0 ? await repository.AddRoomAsync(db, card.Id, NextLabel(rooms), stay.Sex == Sexes.Unknown ? 1 : 2, stay.Sex)
                : rooms.FirstOrDefault(r => r.Id == wanted)?.Id ?? throw new Refusal("stay_unknown", "没有这间房，请刷新后再看。") { Status = 404 };
            if (rooms.FirstOrDefault(r => r.Id == id) is { } room && room.Sex != stay.Sex)
            {
                throw new Refusal("room_sex", $"{room.Label} 是{Sexes.Label(room.Sex)}学员的房间，{stay.Name} 不能住进去。请换一间，或选“新开一间”。") { Status = 409 };
            }
            await repository.PlaceAsync(db, stay, id);
        }
        await repository.DropRoomsAsync(db, card.Id, onlyEmpty: true);
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, card.Id, "room_moved") { Comment = stay.Name }, user);
    }

    /// <summary>Gives a room the number it has in the house.</summary>
    public async Task RenameAsync(DbScope db, string classNo, long roomId, string label, ICurrentUser user)
    {
        var card = await LockAsync(db, classNo, user);
        label = label.Trim();
        if (label.Length is 0 or > 20)
        {
            throw new Refusal("room_label", "请填写房间号，最多 20 个字。");
        }
        if (await db.ScalarAsync<long>("SELECT count(*) FROM lodging_room WHERE class_id = @Id AND label = @label AND id <> @roomId", new { card.Id, label, roomId }) > 0)
        {
            throw new Refusal("room_label", $"本班已经有房间“{label}”，请换一个房间号。") { Status = 409 };
        }
        await db.ExecuteAsync("UPDATE lodging_room SET label = @label WHERE id = @roomId AND class_id = @Id", new { label, roomId, card.Id });
    }

    /// <summary>The whole number of somebody's emergency contact; leaves a trace.</summary>
    public async Task<(string Name, string Phone)> RevealContactAsync(DbScope db, string classNo, long enrolmentId, ICurrentUser user)
    {
        var card = await classes.OfNumberAsync(db, classNo);
        user.Demand(RosterAccess.MaySee(card, user), "只有基地工作人员和本班班主任可以查看紧急联系人。");
        var stay = (await repository.StaysAsync(db, card.Id)).FirstOrDefault(s => s.EnrolmentId == enrolmentId);
        if (stay is null || (await repository.SecretsAsync(db, [enrolmentId])).GetValueOrDefault(enrolmentId) is not { ContactPhone: { } phone, ContactName: { } name })
        {
            throw Refusal.NotFound("这名学员没有登记紧急联系人。");
        }
        await trace.AppendAsync(db, new TraceEntry(EnrolmentStates.RecordType, stay.EnrolmentId, "contact_revealed"), user);
        return (secrets.Reveal(name), secrets.Reveal(phone));
    }

    /// <summary>Dietary needs of those who eat, with who has each.</summary>
    public async Task<IReadOnlyList<(string Diet, IReadOnlyList<string> Names)>> DietsAsync(DbScope db, IReadOnlyList<Stay> stays)
    {
        var stated = await repository.SecretsAsync(db, stays.Where(s => s.Eats).Select(s => s.EnrolmentId));
        return [.. stays.Where(s => stated.GetValueOrDefault(s.EnrolmentId)?.Diet is not null).GroupBy(s => secrets.Reveal(stated[s.EnrolmentId].Diet!)).OrderByDescending(g => g.Count())
            .Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(s => s.Name)]))];
    }

    private static Guest GuestOf(Stay stay) => new(stay.EnrolmentId, stay.Name, stay.Sex, stay.Wish, stay.Roommate);

    private async Task<ClassCard> LockAsync(DbScope db, string classNo, ICurrentUser user)
    {
        var card = await classes.ToChangeAsync(db, classNo, user);
        await db.FirstAsync<long?>("SELECT class_id FROM logistics_setting WHERE class_id = @Id" + db.Dialect.ForUpdate, new { card.Id });
        return (await repository.SettingAsync(db, card.Id)).UsesLodging ? card
            : throw new Refusal("lodging_unused", "本班没有安排住宿。请先在设置里勾选“安排住宿”。") { Status = 409 };
    }

    private static int NextLabel(IReadOnlyList<LodgingRoom> rooms) =>
        1 + rooms.Select(r => r.Label.StartsWith("第 ", StringComparison.Ordinal) && int.TryParse(r.Label[2..].Split(' ')[0], out var n) ? n : 0).DefaultIfEmpty(0).Max();

    private static string YesNo(bool value) => value ? "：是" : "：否";
}
