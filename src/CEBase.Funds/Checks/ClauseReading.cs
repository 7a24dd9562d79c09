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
        var rest = tokens.Skip(at + 1).Where(t => !t.IsFiller).ToList();
        if (token.Is(PhraseKinds.ForLearners) && forLearners)
        {
            return Excuse.Full;
        }
        if (token.Sense?.Id is "gift" or "reception" && !clause.IsSmuggled
            && (tokens.Skip(at + 1).Any(t => t.Is(PhraseKinds.Specimen)) || (at > 0 && tokens[at - 1].Is(PhraseKinds.Specimen) && tokens[at - 1].Text.EndsWith('用'))))
        {
            return forLearners || tokens.Any(t => t.Is(PhraseKinds.Teach)) || IsTrained([.. tokens.Take(at + 1), .. rest.TakeWhile(t => !t.Is(PhraseKinds.Specimen))]) ? Excuse.Full : Excuse.Doubt;
        }
        if (IsRunIn(tokens, at))
        {
            return Excuse.Full;
        }
        if (token.Sense?.Id is "gift" && !clause.IsSmuggled && IsMaterialOf(tokens, at))
        {
            return Excuse.Doubt;
        }
        if (token.Sense?.Id is "gift" or "unrelated" or "car" or "reception" && NamesBody(rest))
        {
            return Excuse.Full;
        }
        if (NamesClass(token, rest) && !clause.IsSmuggled)
        {
            return token.Is(PhraseKinds.Strong) ? Excuse.Doubt : Excuse.Full;
        }
        if (clause.And is { } and && !token.Is(PhraseKinds.ForLearners) && rest.All(t => t.Sense is null && (t.Is(PhraseKinds.Knowledge) || IsShortWord(t))))
        {
            if (IsTaughtSubject(and))
            {
                return token.Sense?.Id is "gift" or "car" or "reception" || token.Is(PhraseKinds.OtherTeaching) ? Excuse.Doubt : Excuse.Full;
            }
            if (and.Tokens.LastOrDefault(t => !t.IsFiller) is { } written && written.Is(PhraseKinds.Topic) && token.Is(PhraseKinds.Strong))
            {
                return Excuse.Doubt;
            }
        }
        if (rest.Count == 0 || rest[^1].Is(PhraseKinds.Staff | PhraseKinds.Leader) || (rest[^1].Is(PhraseKinds.Person) && !rest[^1].Is(Meaningful & ~PhraseKinds.Allowed)))
        {
            return Excuse.None;
        }
        var teaches = rest.Any(t => t.Is(PhraseKinds.Teach)) || IsTrained(rest);
        var endsWell = rest[^1].Sense is null && (rest[^1].Is(Meaningful | PhraseKinds.Soften | PhraseKinds.Inbound) || (rest[^1].Phrase is null && teaches));
        if (!endsWell)
        {
            return Excuse.None;
        }
        if (teaches || (rest[^1].Is(PhraseKinds.Inbound) && rest.Any(t => t.Is(PhraseKinds.Person))))
        {
            return !token.Is(PhraseKinds.OtherTeaching) ? Excuse.Full
                : clause.IsSmuggled || tokens.Any(t => t.Is(PhraseKinds.Staff | PhraseKinds.Leader)) ? Excuse.None
                : Excuse.Doubt;
        }
        if (token.Is(PhraseKinds.Matter | PhraseKinds.OtherTeaching))
        {
            return Excuse.None;
        }
        var knows = rest.SkipWhile(t => t.Phrase is null && t.Text.Length <= 3).FirstOrDefault()?.Is(PhraseKinds.Knowledge) == true;
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

    /// <summary>
    /// 薪酬班学员午餐, 白酒质检班学员车费: the class is named by its subject. 酒水培训班 names nothing, since drink may be bought for any class.
    /// </summary>
    private static bool NamesClass(Token token, List<Token> rest)
    {
        var named = rest.FindIndex(t => t.Text[^1] == '班' && t.Is(PhraseKinds.Soften | PhraseKinds.Teach) || t.Text == "课程");
        if (named < 0 || named > 3 || token.Is(PhraseKinds.Matter | PhraseKinds.OtherTeaching) || (named == 0 && rest[0].Text != "班"))
        {
            return false;
        }
        return rest.Take(named).All(t => t.Sense is { Verdict: Severity.Block } || t.Is(PhraseKinds.Knowledge | PhraseKinds.Topic) || IsShortWord(t))
            && rest.Skip(named + 1).Any(t => t.Is(PhraseKinds.Learner | PhraseKinds.Teach)) && !rest.Any(t => t.Is(PhraseKinds.Staff | PhraseKinds.Leader | PhraseKinds.Hard));
    }

    /// <summary>柴油机实训台柴油: what an apparatus of the class is named after runs in it.</summary>
    private static bool IsRunIn(IReadOnlyList<Token> tokens, int at) =>
        tokens[at].Sense?.Id == "car" && tokens[at].Text.Length > 1 && tokens.Take(at).Any(t => t.Sense is null && t.Text.Length > tokens[at].Text.Length && t.Text.Contains(tokens[at].Text))
        && tokens.Take(at).Any(t => t.Is(PhraseKinds.Teach));

    private static bool IsShortWord(Token token) => token.Phrase is null && token.Text.Length <= 4;

    /// <summary>茅台集团学员住宿, 华山宾馆学员住宿: a body's name, with the people or the class it sends.</summary>
    private static bool NamesBody(List<Token> rest)
    {
        var body = rest.FindIndex(t => t.Is(PhraseKinds.Organisation));
        return body is 0 or 1 && (body == 0 || rest[0].Phrase is null)
            && rest.Skip(body + 1).Any(t => t.Is(PhraseKinds.Learner | PhraseKinds.Teach | PhraseKinds.Person | PhraseKinds.Soften)) && !rest.Any(t => t.Is(PhraseKinds.Leader));
    }

    /// <summary>门架系统运维培训: 培训 at the end with a body of knowledge before it is a course; 司机培训 may be anything.</summary>
    private static bool IsTrained(List<Token> rest) =>
        rest.Count > 1 && rest[^1].Text is "培训" or "培训费" && rest.SkipLast(1).Any(t => t.Sense is null && (t.Is(PhraseKinds.Knowledge | PhraseKinds.Topic | PhraseKinds.Allowed) || IsTrade(t)));

    // 品评师, 检验员: a trade that somebody is trained for.
    private static bool IsTrade(Token token) => token.Phrase is null && "师员工手".Contains(token.Text[^1]);

    /// <summary>茶艺课程茶具: the goods share a character with the subject of the course before them.</summary>
    private static bool IsMaterialOf(IReadOnlyList<Token> tokens, int at)
    {
        var course = -1;
        for (var i = at - 1; i > 0 && course < 0; i--)
        {
            course = tokens[i].Is(PhraseKinds.Teach) ? i : -1;
        }
        return course > 0 && tokens.Take(course).Any(t => t.Text.Any(tokens[at].Text.Contains));
    }

    /// <summary>The second half of 签证与移民法律讲座: it is taught, and it has a subject of its own.</summary>
    public static bool IsTaughtSubject(Clause clause)
    {
        var words = clause.Tokens.Where(t => !t.IsFiller).ToList();
        return words.Count > 1 && words[^1].Is(PhraseKinds.Teach) && !words[0].Is(PhraseKinds.Person | PhraseKinds.Teach | PhraseKinds.Learner);
    }
}
