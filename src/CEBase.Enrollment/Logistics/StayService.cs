using System.ComponentModel.DataAnnotations;
using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Logistics;

/// <summary>What a learner states about arriving, sleeping and eating, as the form holds it.</summary>
internal sealed record StayStatement
{
    [Display(Name = "到达日期")] public DateOnly? ArrivesOn { get; init; }
    [Display(Name = "车次或到达方式")] public string ArrivalNote { get; init => field = value ?? ""; } = "";
    [Display(Name = "需要住宿")] public bool NeedsLodging { get; init; }
    [Display(Name = "住宿意愿")] public RoomWish Wish { get; init; }
    [Display(Name = "希望同住的学员")] public string Roommate { get; init => field = value ?? ""; } = "";
    [Display(Name = "在基地用餐")] public bool Eats { get; init; }

    /// <summary>What the learner can't or doesn't eat; may reveal health or belief.</summary>
    [Display(Name = "饮食禁忌")] public string Diet { get; init => field = value ?? ""; } = "";

    /// <summary>Separate consent to keeping <see cref="Diet"/> (PIPL 29).</summary>
    [Display(Name = "单独同意")] public bool AgreesToDiet { get; init; }

    [Display(Name = "紧急联系人")] public string ContactName { get; init => field = value ?? ""; } = "";
    [Display(Name = "与您的关系")] public string ContactRelation { get; init => field = value ?? ""; } = "";
    [Display(Name = "联系人电话")] public string ContactPhone { get; init => field = value ?? ""; } = "";
}

/// <summary>Keeps what learners state. Only what the class asks for is kept, needs and contacts encrypted.</summary>
[RestsOn("PIPL:28", "PIPL:29", How = "饮食禁忌只在本班安排用餐时询问，单独同意后加密保存")]
[RestsOn("PIPL:6", How = "食宿登记只问本班用得到的项目")]
[RestsOn("BJTU:13", How = "学员自己登记到达、住宿和用餐，班主任据此安排")]
internal sealed class StayService(IClassDirectory classes, LearnerRepository learners, LogisticsRepository repository, IPersonalNumbers secrets, TimeProvider clock)
{
    private static readonly string[] Open = [ClassStates.Open, ClassStates.Ready, ClassStates.Running];

    /// <summary>The learner may state something now: holds a seat, and the class asks for something and isn't over.</summary>
    public static bool MayState(ClassCard card, LogisticsSetting setting, Stay? stay) => stay is not null && setting.AsksAnything && Open.Contains(card.State);

    /// <summary>What the learner stated before, or what the class suggests.</summary>
    public async Task<StayStatement> StatementAsync(DbScope db, ClassCard card, LogisticsSetting setting, Stay? stay)
    {
        if (stay is not { UpdatedAt: not null })
        {
            return new StayStatement { ArrivesOn = card.StartsOn, NeedsLodging = setting.UsesLodging, Eats = setting.UsesMeals };
        }
        var kept = (await repository.SecretsAsync(db, [stay.EnrolmentId])).GetValueOrDefault(stay.EnrolmentId);
        return new StayStatement
        {
            ArrivesOn = stay.ArrivesOn, ArrivalNote = stay.ArrivalNote, NeedsLodging = stay.NeedsLodging, Wish = stay.Wish, Roommate = stay.Roommate, Eats = stay.Eats,
            Diet = Whole(kept?.Diet), AgreesToDiet = kept?.Diet is not null, ContactName = Whole(kept?.ContactName), ContactRelation = stay.ContactRelation, ContactPhone = Whole(kept?.ContactPhone),
        };

        string Whole(string? encrypted) => encrypted is null ? "" : secrets.Reveal(encrypted);
    }

    /// <exception cref="Refusal">With the field: <c>arrival_day</c>, <c>diet_consent</c>, <c>contact_phone</c>, <c>too_long</c>; <c>stay_not_asked</c>.</exception>
    public async Task SaveAsync(DbScope db, string classNo, StayStatement given, ICurrentUser user)
    {
        var card = await classes.PublicAsync(db, classNo);
        var learner = await learners.OfUserAsync(db, user);
        var setting = await repository.SettingAsync(db, card.Id);
        if (await repository.StayAsync(db, card.Id, learner.Id) is not { } stay || !MayState(card, setting, stay))
        {
            throw new Refusal("stay_not_asked", "本班现在不登记食宿。录取后、结束前，安排食宿的班可以在这里登记。") { Status = 409 };
        }
        var statement = Checked(given, setting, card);
        await PutPreferenceAsync(db, stay.EnrolmentId, statement, clock.GetUtcNow());
        await PutDietAsync(db, stay.EnrolmentId, statement.Diet);
        await PutContactAsync(db, stay.EnrolmentId, statement);
        if (!statement.NeedsLodging)
        {
            await repository.LeaveBedAsync(db, stay.EnrolmentId);
        }
    }

    /// <summary>What was not asked is dropped; what can't be is refused.</summary>
    public static StayStatement Checked(StayStatement given, LogisticsSetting setting, ClassCard card)
    {
        var diet = setting is { UsesMeals: true, AsksDiet: true } && given.Eats ? given.Diet.Trim() : "";
        if (diet.Length > 0 && !given.AgreesToDiet)
        {
            throw new Refusal("diet_consent", "饮食禁忌属于敏感个人信息，请勾选单独同意；不想提供的，把这一栏清空。") { Field = nameof(given.AgreesToDiet) };
        }
        if (given.ArrivesOn is { } day && (day < card.StartsOn.AddDays(-7) || day > card.EndsOn))
        {
            throw new Refusal("arrival_day", $"到达日期应在 {card.StartsOn.AddDays(-7).InTable()} 至 {card.EndsOn.InTable()} 之间。") { Field = nameof(given.ArrivesOn) };
        }
        if (given.ArrivalNote.Length > 100 || given.Roommate.Length > 30 || diet.Length > 100)
        {
            throw new Refusal("too_long", "车次和饮食禁忌最多 100 字，同住人姓名最多 30 字。");
        }
        var phone = "";
        if (setting.AsksContact && (given.ContactName + given.ContactPhone + given.ContactRelation).Trim().Length > 0)
        {
            phone = new string([.. given.ContactPhone.Where(c => char.IsAsciiDigit(c) || c is '+' or '-')]);
            if (given.ContactName.Trim().Length is 0 or > 30 || given.ContactRelation.Length > 20)
            {
                throw new Refusal("contact_name", "请填写紧急联系人的姓名。") { Field = nameof(given.ContactName) };
            }
            if (phone.Length is < 7 or > 20)
            {
                throw new Refusal("contact_phone", "请填写紧急联系人的电话，例如 13800000000 或 029-88490000。") { Field = nameof(given.ContactPhone) };
            }
        }
        return given with
        {
            ArrivalNote = given.ArrivalNote.Trim(),
            NeedsLodging = setting.UsesLodging && given.NeedsLodging,
            Roommate = setting.UsesLodging && given is { NeedsLodging: true, Wish: not RoomWish.Single } ? given.Roommate.Trim() : "",
            Eats = setting.UsesMeals && given.Eats,
            Diet = diet,
            ContactName = phone.Length > 0 ? given.ContactName.Trim() : "",
            ContactPhone = phone,
            ContactRelation = given.ContactRelation.Trim(),
        };
    }

    public static Task PutPreferenceAsync(DbScope db, long enrolmentId, StayStatement s, DateTimeOffset now) => db.ExecuteAsync("""
        INSERT INTO stay_preference (enrolment_id, arrives_on, arrival_note, needs_lodging, wish, roommate, eats, updated_at)
        VALUES (@enrolmentId, @ArrivesOn, @ArrivalNote, @NeedsLodging, @Wish, @Roommate, @Eats, @now)
        ON CONFLICT (enrolment_id) DO UPDATE SET arrives_on = excluded.arrives_on, arrival_note = excluded.arrival_note, needs_lodging = excluded.needs_lodging, wish = excluded.wish,
          roommate = excluded.roommate, eats = excluded.eats, updated_at = excluded.updated_at
        """, new { enrolmentId, s.ArrivesOn, s.ArrivalNote, s.NeedsLodging, Wish = s.Wish.ToString(), s.Roommate, s.Eats, now });

    public async Task PutDietAsync(DbScope db, long enrolmentId, string diet)
    {
        await db.ExecuteAsync("DELETE FROM dietary_need WHERE enrolment_id = @enrolmentId", new { enrolmentId });
        if (diet.Length > 0)
        {
            await db.ExecuteAsync("INSERT INTO dietary_need (enrolment_id, stored, consented_at) VALUES (@enrolmentId, @Stored, @Now)",
                new { enrolmentId, Stored = secrets.Protect(diet), Now = clock.GetUtcNow() });
        }
    }

    public async Task PutContactAsync(DbScope db, long enrolmentId, StayStatement s)
    {
        await db.ExecuteAsync("DELETE FROM emergency_contact WHERE enrolment_id = @enrolmentId", new { enrolmentId });
        if (s.ContactPhone.Length > 0)
        {
            await db.ExecuteAsync("""
                INSERT INTO emergency_contact (enrolment_id, name_stored, relation, phone_stored, phone_masked, saved_at) VALUES (@enrolmentId, @Name, @ContactRelation, @Phone, @Masked, @Now)
                """, new
            {
                enrolmentId, Name = secrets.Protect(s.ContactName), s.ContactRelation, Phone = secrets.Protect(s.ContactPhone), Masked = Masking.Phone(s.ContactPhone), Now = clock.GetUtcNow(),
            });
        }
    }
}
