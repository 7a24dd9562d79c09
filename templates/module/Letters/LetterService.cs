namespace CEBase.Sample.Letters;

/// <summary>Writes letters.</summary>
internal sealed class LetterService(LetterRepository letters, Trace trace)
{
    /// <summary>Writes a letter as a draft and returns its id.</summary>
    /// <exception cref="Refusal"><c>not_allowed</c>; <c>required</c>, <c>too_long</c>, at the field.</exception>
    public async Task<long> CreateAsync(DbScope db, string? subject, string? body, ICurrentUser user)
    {
        user.Demand(Permissions.Manage);
        var id = await letters.InsertAsync(db, new Letter
        {
            State = LetterWorkflow.Draft,
            Subject = Field.Required(subject, nameof(Letter.Subject), "标题", 100),
            Body = Field.Length(body, nameof(Letter.Body), "正文", 5000),
            WrittenBy = user.AccountId ?? 0,
        });
        await trace.AppendAsync(db, new TraceEntry(Letter.RecordType, id, "create") { To = LetterWorkflow.Draft }, user);
        return id;
    }
}
