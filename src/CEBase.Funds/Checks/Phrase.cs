namespace CEBase.Funds.Checks;

/// <summary>What a phrase means for the fund.</summary>
/// <param name="Id">Stable id: <c>welfare</c>.</param>
/// <param name="Label">As shown: 福利.</param>
/// <param name="Verdict">Block or Review.</param>
/// <param name="Rule">Id of the rule that speaks.</param>
/// <param name="Citation">The article it rests on.</param>
/// <param name="Message">Sentence, {0} is the phrase that spoke.</param>
/// <param name="Advice">What would make it right.</param>
internal sealed record Sense(string Id, string Label, Severity Verdict, string Rule, string Citation, string Message, string Advice);

/// <summary>A phrase of the vocabulary.</summary>
/// <param name="Text">Folded text.</param>
/// <param name="Sense">What it means, or null for a phrase that only colours others.</param>
/// <param name="Kinds">What else it is.</param>
internal sealed record Phrase(string Text, Sense? Sense, PhraseKinds Kinds)
{
    /// <summary>A description with the phrase.</summary>
    public string Example { get; init; } = "";

    /// <summary>The article that the phrase is read with.</summary>
    public string Citation { get; init; } = "";

    /// <summary>Permitted uses that it belongs to, <c>19(4)</c>; none unless the fund may pay for it.</summary>
    public IReadOnlyList<string> Uses { get; init; } = [];

    /// <summary>Added in the console, not by the recipe.</summary>
    public bool IsAdded { get; init; }
}

/// <summary>What a phrase can be besides its sense; the lists of the vocabulary file carry these names.</summary>
[Flags]
internal enum PhraseKinds
{
    None = 0,

    /// <summary>A document or a result: 翻译, 印刷.</summary>
    Topic = 1 << 0,

    /// <summary>A body of knowledge: 管理, 礼仪, 法.</summary>
    Knowledge = 1 << 1,

    /// <summary>What the fund may pay for (NPU 19).</summary>
    Allowed = 1 << 2,

    /// <summary>A longer phrase that only sounds forbidden: 接待手册.</summary>
    Harmless = 1 << 3,

    Negation = 1 << 4,

    Person = 1 << 5,

    /// <summary>Goes with travel to a place.</summary>
    Outbound = 1 << 6,

    /// <summary>Someone comes here.</summary>
    Inbound = 1 << 7,

    /// <summary>A place inside the mainland.</summary>
    Domestic = 1 << 8,

    /// <summary>A place abroad, or in Hong Kong, Macao or Taiwan.</summary>
    Place = 1 << 9,

    /// <summary>Behind a place it says that the place only describes: 德国标准, 澳门专家.</summary>
    PlaceTail = 1 << 10,

    /// <summary>Says for which class, so that a vague phrase is vague no longer.</summary>
    Soften = 1 << 11,

    /// <summary>Ends a clause.</summary>
    Splitter = 1 << 12,

    /// <summary>Only teaching at the end of the clause makes it harmless.</summary>
    Strong = 1 << 13,

    /// <summary>Vague whatever goes with it: 礼品, 佣金.</summary>
    Hard = 1 << 14,

    /// <summary>Vague unless something allowed follows: 其他教材.</summary>
    SoftenedAfter = 1 << 15,

    /// <summary>Points at the place behind it: 赴, 至.</summary>
    Directed = 1 << 16,

    /// <summary>A ticket, a night, a journey: travel by itself.</summary>
    Travel = 1 << 17,

    /// <summary>A lesson, a class, a textbook: what stands before it is its subject and not a purchase.</summary>
    Teach = 1 << 18,

    /// <summary>The learners of the base.</summary>
    Learner = 1 << 19,

    /// <summary>The base's own people.</summary>
    Staff = 1 << 20,

    /// <summary>Leaders and guests.</summary>
    Leader = 1 << 21,

    /// <summary>Does a person good: food, clothes, a ride.</summary>
    Perk = 1 << 22,

    /// <summary>Says nothing of what is bought: 费, 采购, 三台.</summary>
    Filler = 1 << 23,

    /// <summary>What the purchase serves is not continuing education, whatever is bought: 学位点, 家属.</summary>
    Matter = 1 << 24,

    /// <summary>Taught, but not the base's continuing education: degrees, hobbies, lessons for children.</summary>
    OtherTeaching = 1 << 25,

    /// <summary>Forbidden unless learners get it: 体检, 劳保.</summary>
    ForLearners = 1 << 26,

    /// <summary>An activity or a thing that may serve anything: 印刷, 测试, 维修. With an unknown object it doesn't say what for.</summary>
    Weak = 1 << 27,

    /// <summary>Behind a name it says that a body is named: 茅台集团, 中石油研究院.</summary>
    Organisation = 1 << 28,

    /// <summary>Opens what somebody hides behind other goods: 内含, 实为.</summary>
    Smuggling = 1 << 29,

    /// <summary>A sample or a material that is taught with: 样品, 食材.</summary>
    Specimen = 1 << 30,
}
