namespace CEBase.Catalogue.Classes;

/// <summary>A class in the list, with its seats.</summary>
internal sealed record ClassLine : ClassCard
{
    public SeatCount Seats { get; init; } = new(0, 0, 0);
}

/// <summary>培训班: all classes, with the view in the address.</summary>
[RequirePermission(Permissions.View)]
internal sealed class ClassListModel(ListServices services, ClassQueries queries, IAccounts accounts) : ListPage<ClassLine>(services)
{
    public bool MayCreate => CurrentUser.Has(Permissions.Manage);

    protected override async Task<ListQuery<ClassLine>> DescribeAsync(DbScope db)
    {
        var teachers = await queries.TeachersAsync(db, Request.Query["q"]);
        return new("培训班", $"SELECT {ClassRepository.CardColumns} {ClassRepository.From}", ClassQueries.UsualOrder)
        {
            Unit = "个班",
            Values = teachers.Count == 0 ? new Dictionary<string, object?>() : new() { ["Teachers"] = teachers },
            Search = new("班号、班名、课程、教师") { Sql = ClassQueries.Holds(teachers, "@Q") },
            Filters =
            [
                ListFilter.States(ClassWorkflow.Life.States, "c.state"),
                ListFilter.Choice("month", "开班月份", "substr(c.starts_on, 1, 7)", (await queries.MonthsAsync(db, ClassStates.All)).Select(m => new ListOption(m, m))),
                ClassWords.SubjectFilter("c.subject"),
                new("funding", "经费方式", "1 = 1") { Options = [.. Enum.GetValues<FundingMode>().Select(f => new ListOption(f.ApiName(), f.Label(), $"c.funding = '{f}'"))] },
                ListFilter.Id("adviser", "班主任", "c.adviser_id", Options.Of(await accounts.HoldersAsync(db, Permissions.ManageOwn), a => a.Id, a => a.DisplayName)),
            ],
            Columns =
            [
                new("班号", c => c.ClassNo) { Sort = ("no", "c.class_no"), Link = c => CatalogueAddresses.Class(c.ClassNo) },
                new("班名", c => c.Name) { Sort = ("name", "c.name"), Link = c => CatalogueAddresses.Class(c.ClassNo), Detail = c => $"{c.Subject.Label()}，{c.Funding.Label()}", Place = CellPlace.Head },
                new("状态", c => ClassWorkflow.Life.State(c.State)),
                new("班期", c => $"{c.StartsOn.InTable()} 至 {c.EndsOn.InTable()}") { Sort = ("start", "c.starts_on") },
                new("地点", c => c.IsOnline ? "线上" : c.City),
                new("学时", c => c.Hours) { Sort = ("hours", "c.hours") },
                new("收费（元）", c => c.Fee) { Sort = ("fee", "c.fee") },
                new("已占 / 座位", c => $"{c.Seats.Taken} / {c.Seats.Capacity}") { Sort = ("capacity", "c.capacity") },
                new("候补", c => c.Seats.Waiting),
            ],
        };
    }

    protected override async Task<IReadOnlyList<ClassLine>> CompleteAsync(DbScope db, IReadOnlyList<ClassLine> rows)
    {
        var seats = await queries.SeatsAsync(db, rows);
        return [.. rows.Select(r => r with { Seats = seats[r.Id] })];
    }
}
