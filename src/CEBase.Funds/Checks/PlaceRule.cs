namespace CEBase.Funds.Checks;

/// <summary>
/// Journeys abroad and to Hong Kong, Macao and Taiwan that don't call themselves so: 北京至墨尔本机票. A place that only describes (德国标准,
/// 澳门专家) and a person who comes here to teach are no journeys abroad.
/// </summary>
[RestsOn("NPU:20(2)", How = "经费检查：按地名和行程识别出国（境）")]
internal static class PlaceRule
{
    private const string Rule = "funds.abroad";

    // A school or a firm abroad can be where somebody comes from or where a journey leads; the rest of the clause tells.
    private static readonly string[] Institutions = ["大学", "学院", "理工", "公司", "集团", "系", "会议中心", "企业"];

    /// <summary>At most one finding: the gravest.</summary>
    public static IEnumerable<Finding> Judge(IReadOnlyList<Clause> clauses)
    {
        var everything = clauses.SelectMany(c => c.Tokens).ToList();
        // Our own teachers go there; only others' come here.
        var person = everything.Any(t => t.Is(PhraseKinds.Person)) && !everything.Any(t => t.Is(PhraseKinds.Staff));
        var comesHere = person && everything.Any(t => t.Is(PhraseKinds.Inbound));
        var findings = clauses.SelectMany(clause => clause.Tokens.Select((token, at) => (clause, token, at)))
            .Where(x => x.token.Is(PhraseKinds.Place) && !x.token.Is(PhraseKinds.Harmless))
            .Select(x => JudgePlace(x.clause, x.at, everything, comesHere, person)).OfType<Finding>().ToList();
        if (findings.Count == 0 && !comesHere && clauses.SelectMany(c => c.Tokens.Zip(c.Tokens.Skip(1))).FirstOrDefault(p => SoundsForeign(p.First, p.Second)) is ({ } far, _)
            && everything.Any(t => t.Is(PhraseKinds.Travel)) && !everything.Any(t => t.Is(PhraseKinds.Domestic)))
        {
            findings.Add(Review(far));
        }
        return findings.OrderByDescending(f => f.Severity).Take(1);
    }

    // Characters that write foreign names by sound; a word of three or more of them that nobody knows is likely a place or a person from abroad.
    private const string BySound = "阿埃艾安奥巴贝比波伯布查达戴德登迪丁多厄恩尔法菲费弗福盖格戈哈赫胡霍基吉加杰卡凯坎科克肯库奎拉莱兰劳勒雷里利列林卢鲁伦罗洛马玛迈曼梅门蒙米明莫默姆穆纳南内尼娜诺努帕佩皮普奇恰切琼热瑞若萨塞森沙尚舍什圣史斯苏索塔泰坦特提图托瓦威维温沃乌西希锡谢辛休雅亚扬耶伊因英约泽扎詹兹朱佐茨";

    private static bool SoundsForeign(Token token, Token next) =>
        token.Phrase is null && token.Text.Length >= 3 && token.Text.All(BySound.Contains) && !next.Is(PhraseKinds.PlaceTail | PhraseKinds.Person);

    private static Finding? JudgePlace(Clause clause, int at, List<Token> everything, bool comesHere, bool person)
    {
        var tokens = clause.Tokens;
        var place = tokens[at];
        if (comesHere)
        {
            return null;
        }
        var teachesLater = tokens.Skip(at + 1).LastOrDefault(t => !t.IsFiller) is { } last && last.Is(PhraseKinds.Teach);
        if (IsDestination(tokens, at))
        {
            return teachesLater && !tokens.Skip(at + 1).Any(t => t.Is(PhraseKinds.Travel)) && !person ? Review(place) : Block(place);
        }
        if (IsOnRoute(tokens, at) && !teachesLater && !person)
        {
            return Block(place);
        }
        var after = tokens.Skip(at + 1).ToList();
        if (after.Count > 0 && Describes(after[0]))
        {
            var leaves = everything.Any(t => Departing.Contains(t.Text)) && !everything.Any(t => t.Is(PhraseKinds.Person | PhraseKinds.Teach | PhraseKinds.Learner));
            return leaves ? Review(place) : null;
        }
        if (IsNameOnly(clause, at, everything))
        {
            return null;
        }
        var travels = after.Any(t => t.Is(PhraseKinds.Travel) && !Works.Contains(t.Text));
        if (clause.And is { } and && ClauseReading.IsTaughtSubject(and))
        {
            return null;
        }
        if (after.Any(t => t.Is(PhraseKinds.Person)) || (!travels && after.Any(t => t.Is(PhraseKinds.Topic | PhraseKinds.Teach) && !t.Is(PhraseKinds.Outbound))))
        {
            return null;
        }
        var things = after.TakeWhile(t => !t.Is(PhraseKinds.Outbound)).Any(t => (t.Is(PhraseKinds.Allowed) && !t.Is(PhraseKinds.Travel)) || UseCheck.IsApparatus(t));
        var travelAfter = !things && after.Any(t => t.Is(PhraseKinds.Outbound)) || after.FirstOrDefault() is { } stay && IsStay(stay);
        var travelBefore = everything.Any(t => t.Is(PhraseKinds.Travel));
        if (travelAfter || travelBefore || (!things && at > 0 && tokens[at - 1].Is(PhraseKinds.Domestic)) || IsOnRoute(tokens, at))
        {
            return person && everything.Any(t => t.Is(PhraseKinds.Teach)) ? Review(place) : Block(place);
        }
        return things || tokens.Take(at).Any(t => t.Is(PhraseKinds.Topic | PhraseKinds.Teach) && !t.Is(PhraseKinds.Outbound)) ? null : Review(place);
    }

    /// <summary>
    /// 维也纳酒店（西安高新店）学员住宿, 巴黎欧莱雅（中国）学员食宿: learners and teachers who lodge are here, unless something leads away or the
    /// place stands by itself.
    /// </summary>
    private static bool IsNameOnly(Clause clause, int at, List<Token> everything)
    {
        var here = everything.Any(t => t.Is(PhraseKinds.Domestic)) || clause.Tokens.Skip(at + 1).Take(1).Any(t => t.Phrase is null && t.Text.Length >= 2)
            || clause.Tokens.Skip(at + 1).Any(t => t.Is(PhraseKinds.Learner));
        return here && everything.Any(t => t.Is(PhraseKinds.Learner | PhraseKinds.Person)) && !everything.Any(t => t.Is(PhraseKinds.Directed))
            && everything.Where(t => t.Is(PhraseKinds.Travel)).All(t => Lodging.Contains(t.Text));
    }

    private static readonly string[] Departing = ["机票", "航班", "签证", "往返", "注册费", "注册", "参会", "参展", "参会费", "观展", "大会"];

    // Somebody may ride in them, and somebody may translate how they were built.
    private static readonly string[] Works = ["地铁", "高铁", "动车", "公交", "轻轨", "机场", "港口"];

    // 清迈5晚, 冲绳四日
    private static bool IsStay(Token token) => token.IsFiller && token.Text.Length > 1 && token.Text.AsSpan(1).ContainsAny("晚天日夜周");

    private static readonly string[] Lodging = ["酒店", "住宿", "住宿费", "食宿", "房费", "大巴", "公交", "地铁"];

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

    /// <summary>西安—伦敦—西安: a dash and a Chinese city on either side.</summary>
    private static bool IsOnRoute(IReadOnlyList<Token> tokens, int at) =>
        (at >= 2 && IsDash(tokens[at - 1]) && tokens[at - 2].Is(PhraseKinds.Domestic))
        || (at + 2 < tokens.Count && IsDash(tokens[at + 1]) && tokens[at + 2].Is(PhraseKinds.Domestic));

    private static bool IsDash(Token token) => token.Phrase is null && token.Text.Trim('-', '—', '–', '~', '→', '>', '=', '一').Length == 0;

    private static bool Describes(Token next) =>
        (next.Is(PhraseKinds.PlaceTail) && !Institutions.Contains(next.Text)) || (next.Is(PhraseKinds.Knowledge) && !next.Is(PhraseKinds.Outbound))
        || (next.Phrase is null && next.Text[0] is '产' or '制' or '造' or '版' or '籍' or '牌' or '语' or '文' or '式');

    private static Finding Review(Token place) =>
        Finding.Review(Rule, $"提到“{place.Text}”，看不出是否为因公出国（境）。请写明这笔支出与该地的关系。", "NPU:20(2)");

    private static Finding Block(Token place) => Finding.Block(Rule,
        $"“{place.Text}”的行程属于因公出国（境）支出，专项经费不得列支。请改由批准的出国（境）经费列支；境外专家来校授课的，请写明来访和授课班次。", "NPU:20(2)");
}
