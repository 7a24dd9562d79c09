using CEBase.Enrollment.Agreements;
using CEBase.Enrollment.Logistics;
using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.RosterCheck;

/// <summary>Writes down why somebody of another employer is on the roster of a commissioned class.</summary>
[RestsOn("BJTU:6", How = "不属于委托单位的学员逐人登记理由和证明文件")]
internal sealed class OwnPeopleService(IClassDirectory classes, EnrolmentRepository enrolments, IFileStore files, Trace trace, TimeProvider clock)
{
    /// <exception cref="Refusal"><c>reason_missing</c>, <c>nobody_chosen</c>, and those of <see cref="RosterAccess.ToChangeAsync"/>.</exception>
    public async Task<int> NoteAsync(DbScope db, string classNo, IReadOnlyCollection<long> enrolmentIds, string reason, (Stream Content, string Name)? file, ICurrentUser user)
    {
        var card = await classes.ToChangeAsync(db, classNo, user);
        var chosen = await enrolments.OfClassAsync(db, card.Id, enrolmentIds);
        if (chosen.Count == 0)
        {
            throw new Refusal("nobody_chosen", "请先勾选要登记的学员。");
        }
        if (string.IsNullOrWhiteSpace(reason))
        {
            throw new Refusal("reason_missing", "请写明为什么由委托单位派来，例如“委托单位的外聘项目人员”。") { Field = "reason" };
        }
        var stored = file is { } f ? await files.SaveAsync(db, f.Content, f.Name, Permissions.ViewLearners, FileKinds.Evidence, user, isSensitive: true) : null;
        await db.ExecuteAsync("""
            INSERT INTO own_people_note (class_id, enrolment_id, employer, reason, file_hash, file_name, noted_at, noted_by_name)
            VALUES (@ClassId, @EnrolmentId, @Employer, @Reason, @Hash, @FileName, @Now, @DisplayName)
            """, chosen.Select(c => new
        {
            ClassId = card.Id, EnrolmentId = c.Id, c.Employer, Reason = reason.Trim(), stored?.Hash, FileName = stored?.FileName ?? "", Now = clock.GetUtcNow(), user.DisplayName,
        }));
        await trace.AppendAsync(db, new TraceEntry(ClassStates.RecordType, card.Id, "own_people_note")
        {
            Comment = $"{chosen.Count} 名学员：{reason.Trim()}", Attachments = stored is null ? [] : [stored.Hash],
        }, user);
        return chosen.Count;
    }
}

/// <summary>名单核对: the roster beside the contract, the client's own people, and who has agreed to the agreement.</summary>
[RequirePermission(Permissions.View)]
internal sealed class RosterCheckModel(IDatabase database, IClassDirectory classes, RosterFacts facts, OwnPeopleService ownPeople, AgreementService agreements, ICurrentUser user) : PageModel, IFormPage
{
    [FromRoute(Name = "no")] public string ClassNo { get; set; } = "";

    public RosterFile Roster { get; private set; } = null!;

    /// <summary>The class asks its learners to agree.</summary>
    public bool AsksAgreement { get; private set; }

    public bool MayNote => RosterAccess.MayChange(Roster.Class, user);
    public IEnumerable<RosterPerson> Others => Roster.People.Where(p => p.Belonging != Belonging.Own);
    public IEnumerable<RosterPerson> Incomplete => Roster.People.Where(p => p.Missing is not null);

    public Task OnGetAsync() => LoadAsync();

    public Task LoadAsync() => database.ReadAsync(async db =>
    {
        var card = await classes.OfNumberAsync(db, ClassNo);
        Roster = (await facts.OfAsync(db, card.Id))!;
        AsksAgreement = await agreements.IsAskedAsync(db, card);
    });

    public async Task<IActionResult> OnPostNoteAsync([FromForm] long[] ids, [FromForm] string? reason, IFormFile? file)
    {
        await using var content = file is { Length: > 0 } ? file.OpenReadStream() : null;
        var count = await database.WriteAsync(db =>
        {
            if (content is not null)
            {
                content.Position = 0;
            }
            return ownPeople.NoteAsync(db, ClassNo, ids, reason ?? "", content is null ? null : (content, Path.GetFileName(file!.FileName)), user);
        }, HttpContext.RequestAborted);
        TempData["Done"] = $"已为 {count} 名学员登记。";
        return Redirect(EnrollmentAddresses.RosterCheck(ClassNo));
    }
}
