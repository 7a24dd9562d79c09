namespace CEBase.Catalogue.Classes.Rules;

/// <summary>A learner can't sit in two classes at the same time; the timetables may still cross when somebody has looked at it.</summary>
internal static class LearnerClashRule
{
    public const string Learner = "schedule.learner-clash";
    private const int NamesShown = 5;

    /// <summary>Findings about the sessions of one class, one for each other class that its learners sit in at the same time.</summary>
    /// <param name="own">Sessions of the class.</param>
    /// <param name="others">Sessions of other classes.</param>
    /// <param name="shared">Names of the learners that two classes share, by the other class.</param>
    public static IEnumerable<Finding> Check(IReadOnlyCollection<BookedLesson> own, IEnumerable<BookedLesson> others, ILookup<long, string> shared)
    {
        foreach (var other in others.GroupBy(o => o.ClassId))
        {
            var names = shared[other.Key].Distinct().ToList();
            var meeting = other.Where(o => own.Any(s => Meets(s, o))).OrderBy(o => o.Day).ThenBy(o => o.StartsAt).ToList();
            if (names.Count == 0 || meeting.Count == 0)
            {
                continue;
            }
            var first = meeting[0];
            var more = meeting.Count > 1 ? $"等 {meeting.Count} 次课" : "";
            var who = string.Join("、", names.Take(NamesShown)) + (names.Count > NamesShown ? "等" : "");
            yield return Finding.Review(Learner,
                $"{names.Count} 名学员也录取在 {first.ClassNo} 班（{who}），{first.Day.InTable()} {first.StartsAt:HH\\:mm}“{first.Topic}”{more}与本班同时上课。请与学员确认，或调整课表。");
        }
    }

    /// <summary>The two overlap in time; one ending when the other begins doesn't.</summary>
    public static bool Meets(BookedLesson one, BookedLesson other) =>
        one.ClassId != other.ClassId && one.Day == other.Day && one.StartsAt < other.EndsAt && other.StartsAt < one.EndsAt;
}
