namespace CEBase.Projects.Names;

/// <summary>Checks names against the list, and tells the policy map what the list rests on.</summary>
[RestsOn("MOE23:names", "MOHRSS22-25:banned-words", How = "项目、培训班、宣传和证书的名称含禁用字样的不能办理，经认定的全称除外")]
internal sealed class NameList(NameRepository list) : INameCheck, IPolicyCarrier
{
    public const string Banned = "name.banned-word";
    private static readonly IReadOnlyDictionary<NameUse, string> Words = new Dictionary<NameUse, string>
    {
        [NameUse.Project] = "项目名称", [NameUse.Class] = "班名", [NameUse.Promotion] = "宣传文字", [NameUse.Certificate] = "证书文字",
    };

    public static string Label(NameUse use) => Words[use];

    public async Task<IReadOnlyList<Finding>> CheckAsync(DbScope db, string name, NameUse use, bool isOpenEnrolment)
    {
        var words = (await list.ActiveWordsAsync(db)).Where(w => w.UseList.Contains(use) && (isOpenEnrolment || !w.IsOpenOnly));
        var phrases = await list.ActivePhrasesAsync(db);
        return [.. NameScan.Find(name, words, phrases, bySentence: use == NameUse.Promotion).Select(w => Of(w, use))];
    }

    public async Task<IReadOnlyList<CarriedArticle>> CarriedAsync(DbScope db) =>
        [.. (await list.ActiveWordsAsync(db)).GroupBy(w => w.Citation).Select(group =>
            new CarriedArticle(Citation.Parse(group.Key), "名称禁用词", string.Join("、", group.Select(w => w.Word))) { Code = "npu/names.json" })];

    private static Finding Of(BannedWord word, NameUse use) =>
        Finding.Block(Banned, $"{Words[use]}里有禁用字样“{word.Word}”{(word.IsOpenOnly ? "（面向社会招生时禁用）" : "")}，请改写。", word.Citation);
}
