using CEBase.Funds.Expenses;

namespace CEBase.Funds.LectureFees;

/// <summary>讲课费与劳务费: lists of all classes this user may see, and classes that are due one.</summary>
[RequirePermission(Permissions.ClaimsView)]
internal sealed class FeeListIndexModel(ListServices services) : ListPage<FeeList>(services)
{
    private const string DueState = "due";

    [FromQuery] public string? State { get; set; }

    public IReadOnlyList<DueClass> Due { get; private set; } = [];
    public bool MayMake => CurrentUser.Has(Permissions.LectureFees);

    /// <summary>Only the classes that are due a list are shown, all of them.</summary>
    public bool IsDueOnly => State == DueState;

    protected override async Task<ListQuery<FeeList>> DescribeAsync(DbScope db)
    {
        Due = await FeeListRepository.DueAsync(db, CurrentUser);
        var states = ListFilter.States(FeeListWorkflow.States.Values, "f.state");
        return new("发放表", FeeListRepository.Select, "f.id DESC")
        {
            Unit = "张", Where = ExpenseAccess.SeenClasses(CurrentUser),
            Search = new("编号、班号、班名、任务、领款人")
            {
                Sql = """
                    (f.task {like} @Q ESCAPE '\' OR f.number {like} @Q ESCAPE '\' OR c.class_no {like} @Q ESCAPE '\' OR c.name {like} @Q ESCAPE '\'
                      OR EXISTS (SELECT 1 FROM fee_line l WHERE l.list_id = f.id AND l.name {like} @Q ESCAPE '\'))
                    """,
            },
            Filters =
            [
                ListFilter.Choice("kind", "类别", "f.kind", Options.Of([LineKind.Lecture, LineKind.Consultation, LineKind.Labour], k => k, k => k.Label())),
                states with { Options = [new ListOption(DueState, $"待编制的班（{Due.Count}）", "1 = 0"), .. states.Options] },
            ],
            Columns =
            [
                new("编号", f => f.Number) { Sort = ("number", "f.number"), Link = f => FundsAddresses.FeeList(f.Number), Detail = f => f.Kind.Label(), Place = CellPlace.Head },
                new("状态", f => FeeListWorkflow.States[f.State]) { Sort = ("state", StateOrder.Of("f.state", FeeListWorkflow.States.Values)) },
                new("税后（元）", f => f.Net) { Sort = ("net", "net"), Place = CellPlace.Side, IsSummed = true },
                new("税款（元）", f => f.Tax) { Sort = ("tax", "tax"), IsSummed = true },
                new("税前（元）", f => f.Gross) { Sort = ("gross", "gross"), IsSummed = true },
                new("培训班或任务", f => f.Serves) { Sort = ("class", "c.class_no"), Link = f => f.ClassId is null ? null : FundsAddresses.ClassFees(f.ClassNo), Place = CellPlace.Line, IsText = true },
                new("发放月份", f => f.PaysIn),
                new("报销单", f => f.ClaimNumber ?? "—") { Link = f => f.ClaimNumber is { } no ? FundsAddresses.Claim(no) : null },
            ],
        };
    }
}
