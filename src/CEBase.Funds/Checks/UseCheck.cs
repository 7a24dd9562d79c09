using CEBase.Platform.Workflows;

namespace CEBase.Funds.Checks;

/// <summary>
/// Judges what a line of the grant is to be spent on, from its description: what is bought, for whom and where, not which words occur.
/// Pure: the same description and vocabulary give the same findings.
/// </summary>
[RestsOn("NPU:20(1)", How = "经费检查：工资福利性支出停止")]
[RestsOn("NPU:20(2)", How = "经费检查：出国（境）、公务用车、公务接待停止")]
[RestsOn("NPU:20(3)", How = "经费检查：与继续教育无关的支出停止，看不出用途的复核")]
internal sealed class UseCheck(Vocabulary vocabulary)
{
    private readonly Lexer _lexer = new(vocabulary);

    /// <summary>Findings on a description; none means that the use is allowed.</summary>
    public IReadOnlyList<Finding> Judge(string description)
    {
        var clauses = _lexer.Read(description);
        var all = clauses.SelectMany(c => c.Tokens).ToList();
        if (all.Count == 0)
        {
            return [Finding.Review("funds.no-description", "没有摘要，看不出用途。请写明买了什么、给了谁、用在哪个班。", "NPU:20(3)")];
        }
        var spoken = clauses.Where(c => !c.IsNegated).ToList();
        var findings = new List<Finding>();
        foreach (var clause in spoken)
        {
            for (var i = 0; i < clause.Tokens.Count; i++)
            {
                var token = clause.Tokens[i];
                if (token.Sense is { Verdict: Severity.Block } sense && !IsSubject(clause.Tokens, i))
                {
                    Add(findings, sense, token);
                }
            }
        }
        findings.AddRange(PlaceRule.Judge(spoken));
        if (findings.Count == 0)
        {
            findings.AddRange(Vague(spoken));
        }
        if (findings.Count == 0 && !all.Any(t => t.Is(PhraseKinds.Allowed | PhraseKinds.Topic | PhraseKinds.Harmless)))
        {
            findings.Add(Finding.Review("funds.unknown", "从摘要看不出用途是否在开支范围内。请写明名称、对象和所服务的培训班。", "NPU:20(3)"));
        }
        return findings;
    }

    /// <summary>
    /// The forbidden phrase only names what a course or a document is about: 工资管理实务讲课费. In Chinese what is bought stands last, so a
    /// course or document must follow, and the clause must not end with people or with another thing.
    /// </summary>
    private static bool IsSubject(IReadOnlyList<Token> tokens, int at)
    {
        if (tokens[at].Is(PhraseKinds.Strong))
        {
            return false;
        }
        var rest = tokens.Skip(at + 1).ToList();
        if (rest.Count == 0)
        {
            return false;
        }
        var isKnowledge = rest[0].Is(PhraseKinds.Knowledge);
        var topic = rest.Any(t => t.Is(PhraseKinds.Topic)) || (isKnowledge && rest.Skip(1).Any(t => t.Is(PhraseKinds.Allowed) && !t.Is(PhraseKinds.Person)));
        var last = rest.Last(t => t.Phrase is not null || t == rest[^1]);
        return topic && last.Is(PhraseKinds.Topic | PhraseKinds.Allowed) && !last.Is(PhraseKinds.Person);
    }

    private static IEnumerable<Finding> Vague(IReadOnlyList<Clause> clauses)
    {
        var everything = clauses.SelectMany(c => c.Tokens).ToList();
        var softened = everything.Any(t => t.Sense is null && t.Is(PhraseKinds.Soften | PhraseKinds.Topic));
        foreach (var clause in clauses)
        {
            for (var i = 0; i < clause.Tokens.Count; i++)
            {
                var token = clause.Tokens[i];
                if (token.Sense is not { Verdict: Severity.Review } sense)
                {
                    continue;
                }
                var clear = token.Is(PhraseKinds.Hard) ? false
                    : token.Is(PhraseKinds.SoftenedAfter) ? clause.Tokens.Skip(i + 1).Any(t => t.Sense is null && t.Is(PhraseKinds.Allowed | PhraseKinds.Topic))
                        || clause.Tokens.Take(i).Any(t => t.Sense is null && t.Is(PhraseKinds.Allowed) && !t.Is(PhraseKinds.Person))
                    : softened || everything.Any(t => t.Sense is null && t.Is(PhraseKinds.Allowed));
                if (!clear)
                {
                    yield return FindingOf(sense, token);
                    yield break;
                }
            }
        }
    }

    private static void Add(List<Finding> findings, Sense sense, Token token)
    {
        if (findings.All(f => f.Rule != sense.Rule))
        {
            findings.Add(FindingOf(sense, token));
        }
    }

    private static Finding FindingOf(Sense sense, Token token) =>
        new(sense.Verdict, sense.Rule, string.Format(sense.Message, token.Text) + sense.Advice, Citation.Parse(sense.Citation));
}
