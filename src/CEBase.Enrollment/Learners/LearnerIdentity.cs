namespace CEBase.Enrollment.Learners;

/// <summary>
/// From a name and a document number to the learner they stand for: the number checked, encrypted, hashed and masked; sex and birth where the
/// number tells them. The one way for registration, staff and rosters.
/// </summary>
internal sealed class LearnerIdentity(IPersonalNumbers numbers, TimeProvider clock)
{
    private const int MaxName = 50;

    /// <summary>What somebody typed.</summary>
    /// <exception cref="Refusal"><c>required</c>, <c>document_kind_unknown</c>, and the reasons of the document check, each with its field.</exception>
    public Learner Read(string? name, DocumentKind kind, string? number)
    {
        var called = TextFold.Of(name, Keep.Words);
        if (called.Length is 0 or > MaxName)
        {
            throw new Refusal("required", $"请填写与证件一致的姓名，最多 {MaxName} 个字。") { Field = "Name" };
        }
        if (!Enum.IsDefined(kind))
        {
            throw new Refusal("document_kind_unknown", "请选择证件类型。") { Field = "DocumentKind" };
        }
        var check = DocumentCheck.Of(kind, number, clock.Today());
        return check.IsValid ? Of(called, kind, check) : throw new Refusal(check.Reason!, check.Sentence!) { Field = "Number" };
    }

    /// <summary>The learner of a number that was found right.</summary>
    public Learner Of(string name, DocumentKind kind, NumberCheck check) => new()
    {
        Name = name,
        DocumentKind = kind,
        Number = numbers.Protect(kind, check.Number),
        Sex = Sexes.Of(check),
        BirthDate = (check as IdentityCardCheck)?.Birth,
    };

    /// <summary>The keyed hash by which a number is found.</summary>
    public string Hash(DocumentKind kind, NumberCheck check) => numbers.Hash(kind, check.Number);

    /// <summary>The hashes a text has as a number of each kind; a hash of nobody when it can't be one.</summary>
    public string[] HashesOf(string text) => text.Length < 5
        ? [""]
        : [.. Enum.GetValues<DocumentKind>().Select(kind => (kind, Check: DocumentCheck.Of(kind, text, clock.Today()))).Where(k => k.Check.IsValid).Select(k => Hash(k.kind, k.Check)), ""];
}
