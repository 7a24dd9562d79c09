namespace CEBase.Sample.Letters;

/// <summary>函件.</summary>
[RequirePermission(Permissions.View)]
internal sealed class LetterListModel(ListServices services) : ListPage<Letter>(services)
{
    protected override ListQuery<Letter> Describe() => new("函件", LetterRepository.Select, "id DESC")
    {
        Search = new("标题", "subject"),
        Filters = [ListFilter.States(Engine.Definition(Letter.RecordType).States, "state")],
        Columns =
        [
            new("标题", l => l.Subject) { Link = l => SampleAddresses.Letter(l.Id), Place = CellPlace.Head, Sort = ("subject", "subject") },
            new("状态", l => Engine.Definition(Letter.RecordType).State(l.State)),
        ],
        Unit = "件",
    };
}
