namespace CEBase.Catalogue.Courses;

/// <summary>课程.</summary>
[RequirePermission(Permissions.View)]
internal sealed class CourseListModel(ListServices services, CourseRepository courses) : ListPage<Course>(services)
{
    public bool MayCreate => CurrentUser.Has(Permissions.CoursesManage);

    protected override async Task<ListQuery<Course>> DescribeAsync(DbScope db) => new("课程", CourseRepository.Select, "code")
    {
        Unit = "门",
        Search = new("编号、名称", "name", "code"),
        Filters =
        [
            ClassWords.SubjectFilter("subject"),
            ListFilter.Choice("field", "领域", "field", (await courses.FieldsAsync(db)).Select(f => new ListOption(f, f))),
            new("active", "状态", "1 = 1") { Options = [new("1", "在用", "is_active = TRUE"), new("0", "停用", "is_active = FALSE")] },
        ],
        Columns =
        [
            new("编号", c => c.Code) { Sort = ("code", "code"), Link = c => CatalogueAddresses.Course(c.Code) },
            new("名称", c => c.Name) { Sort = ("name", "name"), Link = c => CatalogueAddresses.Course(c.Code), Place = CellPlace.Head },
            new("科目", c => c.Subject.Label()),
            new("领域", c => c.Field) { Sort = ("field", "field") },
            new("内容类型", c => c.TagWords) { IsText = true },
            new("学时", c => c.Hours) { Sort = ("hours", "hours") },
            new("状态", c => c.Use),
        ],
    };
}
