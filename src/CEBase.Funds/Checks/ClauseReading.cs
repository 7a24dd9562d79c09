namespace CEBase.Funds.Checks;

/// <summary>How far what stands behind a forbidden phrase excuses it.</summary>
internal enum Excuse
{
    /// <summary>It is what is bought.</summary>
    None,

    /// <summary>It may be a subject, it may be a purchase: somebody must look.</summary>
    Doubt,

    /// <summary>It only names what a course or a document is about.</summary>
    Full,
}

/// <summary>
/// Reads the order of words. In Chinese what is bought stands last: in 工资管理实务讲课费 the lecture is bought and wages are its subject, in
/// 讲课人员工资 wages are bought.
/// </summary>
internal static class ClauseReading
{
    private const PhraseKinds Meaningful = PhraseKinds.Teach | PhraseKinds.Topic | PhraseKinds.Allowed;

    /// <summary>Whether the forbidden phrase at this place is a subject.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="at">Where the phrase stands.</param>
    /// <param name="forLearners">Learners get what the description names, and the base's own people don't.</param>
    public static Excuse Of(Clause clause, int at, bool forLearners)
    {
        var tokens = clause.Tokens;
        var token = tokens[at];
        if (token.Is(PhraseKinds.ForLearners) && forLearners)
        {
            return Excuse.Full;
        }
        var rest = tokens.Skip(at + 1).Where(t => !t.IsFiller).ToList();
        if (rest.Count == 0 && clause.And is { } and && !token.Is(PhraseKinds.ForLearners) && IsTaughtSubject(and))
        {
            return token.Sense?.Id is "gift" or "car" or "reception" ? Excuse.Doubt : Excuse.Full;
        }
        if (rest.Count == 0 || rest[^1].Is(PhraseKinds.Staff | PhraseKinds.Leader) || (rest[^1].Is(PhraseKinds.Person) && !rest[^1].Is(Meaningful & ~PhraseKinds.Allowed)))
        {
            return Excuse.None;
        }
        var teaches = rest.Any(t => t.Is(PhraseKinds.Teach));
        var endsWell = rest[^1].Sense is null && (rest[^1].Is(Meaningful | PhraseKinds.Soften | PhraseKinds.Inbound) || (rest[^1].Phrase is null && teaches));
        if (!endsWell)
        {
            return Excuse.None;
        }
        if (teaches || (rest[^1].Is(PhraseKinds.Inbound) && rest.Any(t => t.Is(PhraseKinds.Person))))
        {
            return token.Is(PhraseKinds.Degree) ? Excuse.Doubt : Excuse.Full;
        }
        if (token.Is(PhraseKinds.Matter | PhraseKinds.Degree))
        {
            return Excuse.None;
        }
        var knows = rest[0].Is(PhraseKinds.Knowledge);
        var writes = rest.Any(t => t.Is(PhraseKinds.Topic));
        if (token.Is(PhraseKinds.Strong))
        {
            return writes || knows ? Excuse.Doubt : Excuse.None;
        }
        var classBefore = tokens.Take(at).Any(t => t.Is(PhraseKinds.Teach | PhraseKinds.Learner));
        return knows || (writes && classBefore) || rest[^1].Text.StartsWith("翻译", StringComparison.Ordinal) ? Excuse.Full
            : writes || classBefore ? Excuse.Doubt
            : Excuse.None;
    }

    /// <summary>The second half of 签证与移民法律讲座: it is taught, and it has a subject of its own.</summary>
    public static bool IsTaughtSubject(Clause clause)
    {
        var words = clause.Tokens.Where(t => !t.IsFiller).ToList();
        return words.Count > 1 && words[^1].Is(PhraseKinds.Teach) && !words[0].Is(PhraseKinds.Person | PhraseKinds.Teach | PhraseKinds.Learner);
    }
}
