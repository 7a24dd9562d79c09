namespace CEBase.Projects.Units;

/// <summary>A version of a rule that the unit made for itself.</summary>
internal sealed record UnitRuleText
{
    public long Id { get; init; }
    public string Title { get; init; } = "";
    public string Version { get; init; } = "";
    public DateOnly InForceFrom { get; init; }
    public string FileHash { get; init; } = "";
    public string FileName { get; init; } = "";
}

/// <summary>Somebody who manages the unit's non-degree education.</summary>
internal sealed record UnitManager
{
    public long Id { get; init; }
    public string Name { get; init; } = "";
    public string Employment { get; init; } = "";
    public bool IsFullTime { get; init; }
    public DateOnly? FiledOn { get; init; }
    public DateOnly? LeftOn { get; init; }
}

/// <summary>Managers fit the scale, work full-time and are filed.</summary>
[RestsOn("BJTU:20", How = "登记管理人员的用工形式、专职与备案日期，按在办学员数核对配备")]
internal static class ManagersRule
{
    public const string None = "managers.none";
    public const string PartTime = "managers.part-time";
    public const string Unfiled = "managers.unfiled";
    public const string TooFew = "managers.too-few";

    /// <param name="managers">Those in post.</param>
    /// <param name="learners">Learners of the unit's approved projects.</param>
    /// <param name="learnersPerManager">How many one manager may look after; null while nobody has decided.</param>
    public static IEnumerable<Finding> Check(IReadOnlyList<UnitManager> managers, int learners, int? learnersPerManager)
    {
        if (managers.Count == 0)
        {
            yield return Finding.Review(None, "还没有登记管理人员。", "BJTU:20");
            yield break;
        }
        foreach (var (list, rule, sentence) in new[]
        {
            (managers.Where(m => !m.IsFullTime).ToList(), PartTime, "管理人员应为专职，这些人不是："), (managers.Where(m => m.FiledOn is null).ToList(), Unfiled, "这些管理人员还没有备案："),
        })
        {
            if (list.Count > 0)
            {
                yield return Finding.Review(rule, $"{sentence}{string.Join("、", list.Select(m => m.Name))}。", "BJTU:20");
            }
        }
        if (learnersPerManager is { } most && learners > managers.Count * most)
        {
            yield return Finding.Review(TooFew, $"已批准项目共 {learners} 名学员，{managers.Count} 名管理人员，超过每人 {most} 名的参考数。", "BJTU:20");
        }
    }
}

/// <summary>Keeps a unit's own rules and its managers.</summary>
[RestsOn("BJTU:41", How = "保存承办单位的制度文件，每个版本都留存")]
internal sealed class UnitPapers(UnitRepository units, Trace trace)
{
    public static IReadOnlyList<CodeWord> Employments { get; } = [new("staff", "事业编制"), new("contract", "合同聘用"), new("dispatch", "劳务派遣"), new("seconded", "借调")];

    public Task<IReadOnlyList<UnitRuleText>> RulesAsync(DbScope db, long unitId) => db.QueryAsync<UnitRuleText>(
        "SELECT id, title, version, in_force_from, file_hash, file_name FROM unit_rule WHERE unit_id = @unitId ORDER BY title, in_force_from DESC", new { unitId });

    public Task<IReadOnlyList<UnitManager>> ManagersAsync(DbScope db, long unitId) => db.QueryAsync<UnitManager>(
        "SELECT id, name, employment, is_full_time, filed_on, left_on FROM unit_manager WHERE unit_id = @unitId ORDER BY left_on IS NOT NULL, name", new { unitId });

    /// <summary>Adds a version of a rule; a version that is there is never written over.</summary>
    public async Task AddRuleAsync(DbScope db, long unitId, UnitRuleText rule, ICurrentUser user)
    {
        UnitService.Demand(user);
        var (title, version) = (Field.Required(rule.Title, nameof(rule.Title), "制度名称", 100), Field.Required(rule.Version, nameof(rule.Version), "版本", 100));
        await units.LockAsync(db, unitId);
        if (await db.ExecuteAsync("""
            INSERT INTO unit_rule (unit_id, title, version, in_force_from, file_hash, file_name) VALUES (@unitId, @title, @version, @InForceFrom, @FileHash, @FileName)
            ON CONFLICT (unit_id, title, version) DO NOTHING
            """, new { unitId, title, version, rule.InForceFrom, rule.FileHash, rule.FileName }) == 0)
        {
            throw new Refusal("rule_version", $"“{title}”的 {version} 版已经登记过，请换一个版本号。") { Field = nameof(rule.Version), Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(OwningUnit.RecordType, unitId, "unit_rule"), user);
    }

    /// <summary>Adds a manager, or writes over the one of that name.</summary>
    public async Task SaveManagerAsync(DbScope db, long unitId, UnitManager manager, ICurrentUser user)
    {
        UnitService.Demand(user);
        var name = Field.Required(manager.Name, nameof(manager.Name), "姓名", 100);
        Field.Check(Employments.Any(e => e.Code == manager.Employment), "required", nameof(manager.Employment), "请选择用工形式。");
        await units.LockAsync(db, unitId);
        await db.ExecuteAsync("""
            INSERT INTO unit_manager (unit_id, name, employment, is_full_time, filed_on, left_on) VALUES (@unitId, @name, @Employment, @IsFullTime, @FiledOn, @LeftOn)
            ON CONFLICT (unit_id, name) DO UPDATE SET employment = excluded.employment, is_full_time = excluded.is_full_time, filed_on = excluded.filed_on, left_on = excluded.left_on
            """, new { unitId, name, manager.Employment, manager.IsFullTime, manager.FiledOn, manager.LeftOn });
        await trace.AppendAsync(db, new TraceEntry(OwningUnit.RecordType, unitId, "unit_manager"), user);
    }
}
