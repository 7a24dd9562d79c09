using CEBase.Enrollment.Seats;

namespace CEBase.Enrollment.Logistics;

/// <summary>Who keeps rooms, meals, contacts and notes on the roster: holders of the permission, for the classes they may manage.</summary>
internal static class RosterAccess
{
    public static bool MaySee(ClassCard card, ICurrentUser user) => user.Has(Permissions.Logistics) && ClassAccess.MayManage(card, user);

    public static bool MayChange(ClassCard card, ICurrentUser user) => user.Has(Permissions.Logistics) && ClassAccess.MayChange(card, user);

    /// <summary>The class, to be changed.</summary>
    /// <exception cref="Refusal"><c>not_found</c>, <c>not_allowed</c>, <c>class_closed</c>.</exception>
    public static async Task<ClassCard> ToChangeAsync(this IClassDirectory classes, DbScope db, string classNo, ICurrentUser user)
    {
        var card = await classes.OfNumberAsync(db, classNo);
        user.Demand(MaySee(card, user), "只有基地工作人员和本班班主任可以办理这个班的食宿和名单。");
        return MayChange(card, user) ? card : throw new Refusal("class_closed", $"这个班{ClassWords.States.LabelOf(card.State)}，不能再改动。") { Status = 409 };
    }
}
