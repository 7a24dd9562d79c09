namespace CEBase.Catalogue.Courses;

/// <summary>Makes and changes courses.</summary>
internal sealed class CourseService(CourseRepository courses, Trace trace)
{
    public const string RecordType = "Course";

    /// <summary>Makes a course. The very same course under the same code again is no error: the form was sent twice.</summary>
    public async Task CreateAsync(DbScope db, Course course, ICurrentUser user)
    {
        course = course.Checked();
        if (await courses.FindAsync(db, course.Code) is { } there)
        {
            if (there == course with { Id = there.Id })
            {
                return;
            }
            throw new Refusal("course_code_taken", $"课程编号 {course.Code} 已经用在“{there.Name}”上，请换一个。") { Field = nameof(Course.Code), Status = 409 };
        }
        await trace.AppendAsync(db, new TraceEntry(RecordType, await courses.InsertAsync(db, course), "create"), user);
    }

    /// <summary>Changes a course; its code stays. Classes that run it keep the subject kind they were made with.</summary>
    public async Task UpdateAsync(DbScope db, Course course, ICurrentUser user)
    {
        var before = await courses.FindAsync(db, course.Code) ?? throw Refusal.NotFound($"没有编号为 {course.Code} 的课程。");
        course = course.Checked() with { Id = before.Id };
        if (course != before)
        {
            await courses.UpdateAsync(db, course);
            await trace.AppendAsync(db, new TraceEntry(RecordType, before.Id, "edit"), user);
        }
    }
}
