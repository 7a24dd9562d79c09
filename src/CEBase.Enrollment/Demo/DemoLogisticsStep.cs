using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Logistics;

namespace CEBase.Enrollment.Demo;

/// <summary>
/// Recipe step <c>{ "name": "demo-logistics", "classes": ["013", "015"], "rooms": "015" }</c>: what learners of these classes stated, one room sheet, and the
/// agreements of learners in open classes that are there. A class that has a setting stays as it is.
/// </summary>
internal sealed class DemoLogisticsStep(IClassDirectory classes, LogisticsService logistics, LogisticsRepository repository, StayService stays, AgreementService agreements, IAgreementTexts texts, TimeProvider clock) : IRecipeStep
{
    public string Name => "demo-logistics";

    public async Task RunAsync(JsonElement step, RecipeContext context)
    {
        var db = context.Db;
        if (!step.TryGetProperty("classes", out var numbers) || !step.TryGetProperty("rooms", out var sheet))
        {
            throw new RecipeException($"{Path.GetFileName(context.File)}：步骤“{Name}”缺少 classes 或 rooms。");
        }
        foreach (var number in numbers.EnumerateArray().Select(n => n.GetString()!))
        {
            var card = await classes.FindAsync(db, $"{clock.Today().Year}-{number}") ?? throw new RecipeException($"demo-logistics：没有班号末三位为 {number} 的培训班（键 classes）。");
            if ((await repository.SettingAsync(db, card.Id)).Version == 0)
            {
                await FillAsync(db, card, number == sheet.GetString());
            }
        }
        await AgreeAsync(db);
    }

    private async Task FillAsync(DbScope db, ClassCard card, bool hasRooms)
    {
        await logistics.SetAsync(db, card.ClassNo, new LogisticsSetting { UsesLodging = true, UsesMeals = true, AsksDiet = true, AsksContact = true }, SystemUser.Instance);
        var people = await repository.StaysAsync(db, card.Id);
        var said = card.StartsOn.AddDays(-10).At(new TimeOnly(20, 0));
        for (var n = 0; n < people.Count; n++)
        {
            // One in six hasn't stated anything yet.
            if (n % 6 == 5)
            {
                continue;
            }
            var statement = new StayStatement
            {
                ArrivesOn = card.StartsOn.AddDays(n % 4 == 0 ? 0 : -1), ArrivalNote = n % 3 == 0 ? "自驾" : "高铁到西安北站", NeedsLodging = n % 5 != 4,
                Wish = (n % 7) switch { 3 => RoomWish.Single, 1 or 5 => RoomWish.Shared, _ => RoomWish.Any },
                Roommate = n % 9 == 1 && n + 1 < people.Count && people[n + 1].Sex == people[n].Sex ? people[n + 1].Name : "", Eats = n % 8 != 7,
                ContactName = n % 2 == 0 ? "家属" : "", ContactRelation = n % 2 == 0 ? "配偶" : "", ContactPhone = n % 2 == 0 ? $"1990000{9000 + n}" : "",
            };
            await StayService.PutPreferenceAsync(db, people[n].EnrolmentId, statement, said);
            await stays.PutContactAsync(db, people[n].EnrolmentId, statement);
            if (statement.Eats && n % 11 == 2)
            {
                await stays.PutDietAsync(db, people[n].EnrolmentId, n % 22 == 2 ? "清真" : "素食");
            }
        }
        if (hasRooms)
        {
            await logistics.ProposeAsync(db, card.ClassNo, again: false, SystemUser.Instance);
        }
    }

    /// <summary>Everybody agreed when applying; in classes that wait to start one in eight came by roster and has still to.</summary>
    private async Task AgreeAsync(DbScope db)
    {
        if (await texts.CurrentAsync(db) is not { } text)
        {
            return;
        }
        var ids = await db.QueryAsync<long>("SELECT DISTINCT class_id FROM enrolment WHERE state = @Admitted", new { EnrolmentStates.Admitted });
        foreach (var card in await classes.GetAsync(db, [.. ids]))
        {
            if (await agreements.IsAskedAsync(db, card))
            {
                await db.ExecuteAsync($"""
                    INSERT INTO agreement_consent (class_id, learner_id, agreement_id, agreement_version, agreed_at, agreed_by)
                    SELECT e.class_id, e.learner_id, @Id, @Version, e.applied_at, l.account_id FROM enrolment e JOIN learner l ON l.id = e.learner_id
                    WHERE e.class_id = @ClassId AND e.state = @Admitted{(card.State == ClassStates.Ready ? " AND e.id % 8 <> 0" : "")}
                    ON CONFLICT (class_id, learner_id, agreement_id) DO NOTHING
                    """, new { text.Id, text.Version, ClassId = card.Id, EnrolmentStates.Admitted });
            }
        }
    }
}
