using CEBase.Catalogue.Classes;

namespace CEBase.Catalogue.Safety;

/// <summary>A line of the checklist as the user sent it back.</summary>
/// <param name="Code">The item.</param>
/// <param name="Outcome">What is chosen; null is nothing.</param>
/// <param name="Version">Version that was shown.</param>
internal sealed record CheckLine(string Code, CheckOutcome? Outcome, string CheckedBy, DateOnly? CheckedOn, string Note, int Version);

/// <summary>A safety record as staff write it.</summary>
internal sealed record NewSafetyRecord
{
    public string Kind { get; init; } = "";
    public DateOnly? Day { get; init; }
    public string Person { get; init; } = "";
    public string Body { get; init; } = "";
    public string Detail { get; init; } = "";
    public int? People { get; init; }
    public string? RequestKey { get; init; }
}

/// <summary>Keeps a class's safety checklist and its safety records.</summary>
[RestsOn("BJTU:40", How = "逐项登记安全检查由谁何时完成，突发事件当天登记经过与处置")]
[RestsOn("BJTU:13", How = "登记安全教育的日期、主讲人、到场与确认，学员手册的发放")]
[RestsOn("BJTU:24", How = "承办单位对本班教学的自查逐次登记发现与整改")]
internal sealed class SafetyService(SafetyRepository safety, ClassRepository classes, IFileStore files, Trace trace, TimeProvider clock)
{
    /// <summary>Saves the lines that changed. A line somebody else changed in the meantime refuses the whole form.</summary>
    /// <exception cref="Refusal"><c>safety_reason</c>, <c>safety_day</c>, <c>safety_changed</c>.</exception>
    public async Task<int> CheckAsync(DbScope db, string classNo, IReadOnlyList<CheckLine> lines, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user, Permissions.TeachingManage, "您没有管理教学计划、资料与安全记录的权限，请联系管理员。");
        var items = (await safety.ItemsAsync(db, row.Id, row.IsOnline)).ToDictionary(i => i.Code);
        var changed = new List<SafetyItem>();
        foreach (var line in lines)
        {
            if (!items.TryGetValue(line.Code, out var item) || (line.Outcome == item.Outcome && Same(line, item)))
            {
                continue;
            }
            if (line.Version != item.Version)
            {
                throw new Refusal("safety_changed", $"“{item.Text}”刚才由别人登记过，请刷新后再改。") { Status = 409 };
            }
            var wanted = Checked(line, item, user);
            await safety.PutAsync(db, row.Id, wanted);
            changed.Add(wanted);
        }
        if (changed.Count > 0)
        {
            await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "safety_check")
            {
                Comment = string.Join("；", changed.Select(c => $"{c.Area}“{c.Text.Split('，')[0]}”{Label(c.Outcome)}{(c.Note.Length > 0 ? $"：{c.Note}" : "")}")),
            }, user);
        }
        return changed.Count;
    }

    /// <summary>Adds a record; what was wrong in an earlier one is put right by a new one.</summary>
    /// <exception cref="Refusal">A value is missing, with its field.</exception>
    public async Task<long> AddAsync(DbScope db, string classNo, NewSafetyRecord record, Attached? file, ICurrentUser user)
    {
        var row = await classes.LockAsync(db, classNo, user, Permissions.TeachingManage, "您没有管理教学计划、资料与安全记录的权限，请联系管理员。");
        var kind = SafetyKinds.Find(record.Kind) ?? throw new Refusal("safety_kind", "请选择记录的类别。") { Field = nameof(record.Kind) };
        if (record.RequestKey is { Length: > 0 } key && await db.FirstAsync<long?>("SELECT id FROM safety_record WHERE request_key = @key", new { key }) is { } there)
        {
            return there;
        }
        var day = record.Day ?? clock.Today();
        Field.Check(day <= clock.Today() || kind.Code is not (SafetyKinds.Incident or SafetyKinds.Inspection), "safety_day", nameof(record.Day), $"{kind.DayLabel}不能晚于今天。");
        Field.Check(!string.IsNullOrWhiteSpace(record.Person), "safety_person", nameof(record.Person), $"请填写{kind.PersonLabel}。");
        Field.Check(!string.IsNullOrWhiteSpace(record.Body) || file is not null, "safety_body", nameof(record.Body), $"请填写{kind.BodyLabel}，或上传文件。");
        Field.Check(!string.IsNullOrWhiteSpace(record.Detail) || kind.Code == SafetyKinds.Inspection, "safety_detail", nameof(record.Detail), $"请填写{kind.DetailLabel}。");
        Field.Check(record.People is null or >= 0, "safety_people", nameof(record.People), "人数不能小于 0。");
        var stored = file is null ? null : await files.SaveAsync(db, file.Content, file.FileName, Permissions.View, FileKinds.Evidence, user);
        var id = await safety.InsertAsync(db, row.Id, new SafetyRecord
        {
            Kind = record.Kind, Day = day, Person = record.Person.Trim(), Body = record.Body.Trim(), Detail = record.Detail.Trim(), People = record.People,
            FileHash = stored?.Hash, FileName = stored?.FileName ?? "", RecordedAt = clock.GetUtcNow(), RecordedByName = user.DisplayName,
        }, string.IsNullOrEmpty(record.RequestKey) ? null : record.RequestKey);
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, row.Id, "safety_record") { Comment = $"{kind.Label}，{day.InTable()}", Attachments = stored is null ? [] : [stored.Hash] }, user);
        return id;
    }

    public static string Label(CheckOutcome? outcome) => outcome switch { CheckOutcome.Done => "已检查", CheckOutcome.NotApplicable => "不适用", _ => "未检查" };

    private static bool Same(CheckLine line, SafetyItem item) => line.Outcome is null
        || (line.Note.Trim() == item.Note && (line.CheckedBy.Trim().Length == 0 || line.CheckedBy.Trim() == item.CheckedBy) && (line.CheckedOn is null || line.CheckedOn == item.CheckedOn));

    private SafetyItem Checked(CheckLine line, SafetyItem item, ICurrentUser user)
    {
        if (line.Outcome == CheckOutcome.NotApplicable && string.IsNullOrWhiteSpace(line.Note))
        {
            throw new Refusal("safety_reason", $"“{item.Text}”选了不适用，请写明理由。");
        }
        if (line.CheckedOn > clock.Today())
        {
            throw new Refusal("safety_day", $"“{item.Text}”的检查日期不能晚于今天。");
        }
        return item with
        {
            Outcome = line.Outcome,
            CheckedBy = string.IsNullOrWhiteSpace(line.CheckedBy) ? user.DisplayName : line.CheckedBy.Trim(),
            CheckedOn = line.CheckedOn ?? clock.Today(),
            Note = line.Note.Trim(),
        };
    }
}
