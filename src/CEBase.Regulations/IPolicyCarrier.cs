namespace CEBase.Regulations;

/// <summary>An article that data carries: an hour rule set, an expense category, a banned word.</summary>
/// <param name="Article">The article.</param>
/// <param name="Name">What carries it, as its users name it: 参数“每日学时上限”.</param>
/// <param name="How">In what way, a short Chinese phrase.</param>
public sealed record CarriedArticle(Citation Article, string Name, string How)
{
    /// <summary>Where a developer finds it: a type's name, a recipe step and key.</summary>
    public string Code { get; init; } = "";
}

/// <summary>Tells the policy map which articles a module carries by data. What code carries is told by <see cref="RestsOnAttribute"/>.</summary>
public interface IPolicyCarrier
{
    /// <summary>The articles carried now.</summary>
    Task<IReadOnlyList<CarriedArticle>> CarriedAsync(DbScope db);
}
