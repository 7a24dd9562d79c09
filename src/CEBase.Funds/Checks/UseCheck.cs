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
    private const PhraseKinds Known = PhraseKinds.Allowed | PhraseKinds.Topic | PhraseKinds.Teach | PhraseKinds.Harmless;
    private const PhraseKinds Telling = PhraseKinds.Domestic | PhraseKinds.Person | PhraseKinds.Inbound | PhraseKinds.Knowledge;
    private readonly Lexer _lexer = new(vocabulary);

    /// <summary>The permitted uses that a description names.</summary>
    public NamedUses Uses(string description) => NamedUses.Of(_lexer.Read(description));

    /// <summary>Findings on a description; none means that the use is allowed.</summary>
    public IReadOnlyList<Finding> Judge(string description)
    {
        var clauses = _lexer.Read(description);
        var all = clauses.SelectMany(c => c.Tokens).ToList();
        if (all.All(t => t.IsFiller && t.Phrase?.Text == "数量"))
        {
            return [Finding.Review("funds.no-description", "没有摘要，看不出用途。请写明买了什么、给了谁、用在哪个班。", "NPU:20(3)")];
        }
        var spoken = clauses.Where(c => !c.IsNegated).ToList();
        var said = spoken.SelectMany(c => c.Tokens).ToList();
        var forLearners = said.Any(t => t.Is(PhraseKinds.Learner)) && !said.Any(t => t.Is(PhraseKinds.Staff | PhraseKinds.Leader));
        var comesHere = said.Any(t => t.Is(PhraseKinds.Person)) && said.Any(t => t.Is(PhraseKinds.Inbound));
        var taught = said.Any(t => t.Is(PhraseKinds.Teach | PhraseKinds.Learner | PhraseKinds.Soften)) && !said.Any(t => t.Is(PhraseKinds.Staff | PhraseKinds.Leader));
        var findings = new List<Finding>();
        foreach (var clause in spoken)
        {
            for (var i = 0; i < clause.Tokens.Count; i++)
            {
                var token = clause.Tokens[i];
                if (token.Sense is { Verdict: Severity.Block } sense && !(comesHere && sense.Id == "abroad" && IsNeutral(token)) && ClauseReading.Of(clause, i, forLearners) is not Excuse.Full and var excuse)
                {
                    Add(findings, excuse == Excuse.None && !(taught && MayBeSubject(clause, token)) ? FindingOf(sense, token) : Doubt(sense, token));
                }
            }
        }
        findings.AddRange(PlaceRule.Judge(spoken));
        if (!findings.Any(f => f.Severity == Severity.Block))
        {
            findings.AddRange(BeneficiaryRule.Judge(spoken));
        }
        if (findings.Count == 0)
        {
            findings.AddRange(Vague(spoken, said));
        }
        if (findings.Count == 0 && Unknown(spoken, said) is { } unknown)
        {
            findings.Add(Finding.Review("funds.unknown", $"从“{unknown}”看不出用途是否在开支范围内。请写明名称、对象和所服务的培训班。", "NPU:20(3)"));
        }
        return findings;
    }

    /// <summary>Whether a category names an item of expense (印刷费, 场地费) in words that the vocabulary knows, none of them forbidden.</summary>
    public bool IsItem(string category)
    {
        var tokens = _lexer.Read(category).SelectMany(c => c.Tokens).ToList();
        return tokens.Any(t => !t.IsFiller) && tokens.All(t => t.IsFiller || (t.Phrase is not null && t.Sense is not { Verdict: Severity.Block } && !t.Is(PhraseKinds.Hard)));
    }

    // Beside a class or learners an everyday word (门票, 底盘, 电话费) may be what is taught with; gifts, banquets, wages and journeys abroad are not.
    private static bool MayBeSubject(Clause clause, Token token) =>
        token.Sense?.Id is "unrelated" or "car" or "welfare" && !clause.IsSmuggled && !token.Is(PhraseKinds.Matter | PhraseKinds.OtherTeaching | PhraseKinds.Strong);

    // 国际机票, 签证费: an expert from abroad who comes here to teach needs them as well; 出访 and 赴德 lead away whoever else comes.
    private static bool IsNeutral(Token token) => !token.Text.AsSpan().ContainsAny("出赴访飞考");

    /// <summary>
    /// What nobody knows is looked at: a description without one known use, a clause of unknown words while nothing says which class it
    /// serves, and whatever unknown goods stand behind 内含 or 实为.
    /// </summary>
    private static string? Unknown(List<Clause> clauses, List<Token> said)
    {
        if (clauses.Where(c => c.IsSmuggled && !c.Tokens.Any(t => t.Is(Known | PhraseKinds.Learner | PhraseKinds.Person)))
            .SelectMany(c => c.Tokens).FirstOrDefault(IsUnknownWord) is { } hidden)
        {
            return hidden.Text;
        }
        if (said.Any(t => t.Is(PhraseKinds.Soften | PhraseKinds.Teach | PhraseKinds.Learner)))
        {
            return null;
        }
        if (!said.Any(t => t.Is(Known) || IsApparatus(t)))
        {
            return said.FirstOrDefault(t => !t.IsFiller)?.Text ?? said.FirstOrDefault()?.Text ?? "摘要";
        }
        if (said.Where(t => t.Is(Known)).All(t => t.Is(PhraseKinds.Weak)) && !said.Any(t => t.Is(Telling) || IsApparatus(t)))
        {
            return said.FirstOrDefault(IsUnknownWord)?.Text;
        }
        return clauses.Where(c => !c.Tokens.Any(t => t.Is(Known | Telling) || IsApparatus(t)))
            .Select(c => c.Tokens.LastOrDefault(t => !t.IsFiller))
            .FirstOrDefault(t => t is not null && IsUnknownWord(t))?.Text;
    }

    private static bool IsUnknownWord(Token token) => token.Phrase is null && token.Text.Count(c => c is >= '\u4e00' and <= '\u9fff') >= 2;

    // 测力仪, 离心泵: nobody lists all apparatus, but its last character names it. What such a character would excuse wrongly (按摩仪) is listed.
    public static bool IsApparatus(Token token) => token.Phrase is null && (token.Text.Length >= 2 || token.Text == "仪") && "仪器机泵阀镜炉柜".Contains(token.Text[^1]);

    private static IEnumerable<Finding> Vague(List<Clause> clauses, List<Token> said)
    {
        var softened = said.Any(t => t.Sense is null && t.Is(PhraseKinds.Soften | PhraseKinds.Topic | PhraseKinds.Teach | PhraseKinds.Allowed));
        foreach (var clause in clauses)
        {
            for (var i = 0; i < clause.Tokens.Count; i++)
            {
                var token = clause.Tokens[i];
                if (token.Sense is not { Verdict: Severity.Review } sense)
                {
                    continue;
                }
                var clear = token.Is(PhraseKinds.Hard) ? clause.Tokens.Skip(i + 1).Any(t => t.Is(PhraseKinds.Teach)) || (i > 0 && clause.Tokens[i - 1].Is(PhraseKinds.Specimen))
                    : token.Is(PhraseKinds.SoftenedAfter) ? clause.Tokens.Skip(i + 1).Any(t => t.Sense is null && t.Is(PhraseKinds.Allowed | PhraseKinds.Topic | PhraseKinds.Teach))
                        || clause.Tokens.Take(i).Any(t => t.Sense is null && t.Is(PhraseKinds.Allowed | PhraseKinds.Learner | PhraseKinds.Soften) && !t.Is(PhraseKinds.Person))
                    : softened;
                if (!clear)
                {
                    yield return FindingOf(sense, token);
                    yield break;
                }
            }
        }
    }

    private static void Add(List<Finding> findings, Finding finding)
    {
        var known = findings.FindIndex(f => f.Rule == finding.Rule);
        if (known < 0)
        {
            findings.Add(finding);
        }
        else if (findings[known].Severity < finding.Severity)
        {
            findings[known] = finding;
        }
    }

    private static Finding FindingOf(Sense sense, Token token) =>
        new(sense.Verdict, sense.Rule, string.Format(sense.Message, token.Text) + sense.Advice, Citation.Parse(sense.Citation));

    private static Finding Doubt(Sense sense, Token token) => Finding.Review(sense.Rule,
        $"“{token.Text}”可能属于{sense.Label}，也可能只是课程或资料的内容，看不清楚。请写明买的是什么、用在哪个班。", sense.Citation);
}
