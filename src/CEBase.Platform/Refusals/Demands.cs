using CEBase.Platform.Security;

namespace CEBase.Platform.Refusals;

/// <summary>What a use case demands of who asks for it, with one code for every "you may not".</summary>
public static class Demands
{
    /// <summary>Code of every refusal for lack of a right.</summary>
    public const string NotAllowed = "not_allowed";

    /// <summary>The user must hold the permission.</summary>
    /// <param name="user">Who asks.</param>
    /// <param name="permission">Name of the permission.</param>
    /// <param name="sentence">Who does this instead, or whom to ask.</param>
    /// <exception cref="Refusal"><c>not_allowed</c>, 403.</exception>
    public static void Demand(this ICurrentUser user, string permission, string sentence = "您没有办理这件事的权限，请联系管理员。") => user.Demand(user.Has(permission), sentence);

    /// <summary>What must hold of the user beyond a permission: the class is his, the form is her own.</summary>
    /// <exception cref="Refusal"><c>not_allowed</c>, 403.</exception>
    public static void Demand(this ICurrentUser _, bool holds, string sentence)
    {
        if (!holds)
        {
            throw Refuse(sentence);
        }
    }

    /// <summary>The refusal itself, for expressions that throw.</summary>
    public static Refusal Refuse(string sentence) => new(NotAllowed, sentence) { Status = StatusCodes.Status403Forbidden };
}
