using CEBase.Catalogue.Courses;

namespace CEBase.Catalogue.Classes;

/// <summary>Classes and courses by number or name.</summary>
internal sealed class ClassSearch(ClassQueries classes, CourseQueries courses) : ISearchProvider
{
    public async Task<IReadOnlyList<SearchHit>> FindAsync(DbScope db, string text, int limit, ICurrentUser user)
    {
        if (!user.Has(Permissions.View))
        {
            return [];
        }
        var foundClasses = await classes.ListAsync(db, new ClassFilter { Q = text, Size = limit });
        var foundCourses = await courses.ListAsync(db, new CourseFilter { Q = text, Size = limit });
        return
        [
            .. foundClasses.Items.Select(l => new SearchHit("培训班", $"{l.Card.ClassNo} {l.Card.Name}",
                $"{l.Card.StartsOn.InTable()} 开班，{ClassWords.States.LabelOf(l.Card.State)}", $"/console/classes/{l.Card.ClassNo}")),
            .. foundCourses.Items.Select(c => new SearchHit("课程", $"{c.Code} {c.Name}", $"{c.Subject.Label()}，{c.Field}，{c.Hours} 学时", $"/console/courses/{c.Code}")),
        ];
    }
}
