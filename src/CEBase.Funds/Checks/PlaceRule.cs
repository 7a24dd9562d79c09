using CEBase.Platform.Workflows;

namespace CEBase.Funds.Checks;

/// <summary>
/// Journeys abroad and to Hong Kong, Macao and Taiwan that don't call themselves so: 北京至墨尔本机票. A place that only describes (德国标准,
/// 澳门专家) and a person who comes here are no journeys abroad.
/// </summary>
[RestsOn("NPU:20(2)", How = "经费检查：按地名和行程识别出国（境）")]
internal static class PlaceRule
{
    private const string Rule = "funds.abroad";

    // A school or a firm abroad can be where somebody comes from or where a journey leads; the rest of the clause tells.
    private static readonly string[] Institutions = ["大学", "学院", "理工", "公司", "集团"];

    /// <summary>At most one finding: the gravest.</summary>
    public static IEnumerable<Finding> Judge(IReadOnlyList<Clause> clauses)
    {
        var everything = clauses.SelectMany(c => c.Tokens).ToList();
        var comesHere = everything.Any(t => t.Is(PhraseKinds.Inbound)) && everything.Any(t => t.Is(PhraseKinds.Person));
        var findings = clauses.SelectMany(clause => clause.Tokens.Select((token, at) => (clause, token, at)))
            .Where(x => x.token.Is(PhraseKinds.Place) && !x.token.Is(PhraseKinds.Harmless))
            .Select(x => JudgePlace(x.clause.Tokens, x.at, everything, comesHere)).OfType<Finding>().ToList();
        return findings.OrderByDescending(f => f.Severity).Take(1);
    }

    private static Finding? JudgePlace(IReadOnlyList<Token> tokens, int at, List<Token> everything, bool comesHere)
    {
        var place = tokens[at];
        if (comesHere)
        {
            return null;
        }
        if (IsDestination(tokens, at))
        {
            return Block(place);
        }
        var after = tokens.Skip(at + 1).ToList();
        if ((after.Count > 0 && Describes(after[0])) || after.Any(t => t.Is(PhraseKinds.Topic | PhraseKinds.Person)))
        {
            return null;
        }
        var things = after.TakeWhile(t => !t.Is(PhraseKinds.Outbound)).Any(t => t.Is(PhraseKinds.Allowed));
        var travelAfter = !things && after.Any(t => t.Is(PhraseKinds.Outbound));
        var travelBefore = everything.Any(t => t.Is(PhraseKinds.Travel));
        if (travelAfter || travelBefore || (at > 0 && tokens[at - 1].Is(PhraseKinds.Domestic)))
        {
            return Block(place);
        }
        return things || tokens.Take(at).Any(t => t.Is(PhraseKinds.Topic))
            ? null
            : Finding.Review(Rule, $"提到“{place.Text}”，看不出是否为因公出国（境）。请写明这笔支出与该地的关系。", "NPU:20(2)");
    }

    /// <summary>赴德国, 北京至墨尔本, 去香港和澳门: a word that points at the place, with at most a short word between.</summary>
    private static bool IsDestination(IReadOnlyList<Token> tokens, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - 3; i--)
        {
            if (tokens[i].Is(PhraseKinds.Directed))
            {
                return true;
            }
            var passes = tokens[i].Is(PhraseKinds.Place) || (tokens[i].Phrase is null && tokens[i].Text.Length <= 2);
            if (!passes)
            {
                return false;
            }
        }
        return false;
    }

    private static bool Describes(Token next) =>
        (next.Is(PhraseKinds.PlaceTail) && !Institutions.Contains(next.Text)) || next.Is(PhraseKinds.Knowledge)
        || (next.Phrase is null && next.Text[0] is '产' or '制' or '造' or '版' or '籍' or '牌' or '语' or '文' or '式');

    private static Finding Block(Token place) => Finding.Block(Rule,
        $"“{place.Text}”的行程属于因公出国（境）支出，专项经费不得列支。请改由批准的出国（境）经费列支；境外专家来校授课的，请写明来访和授课班次。", "NPU:20(2)");
}
