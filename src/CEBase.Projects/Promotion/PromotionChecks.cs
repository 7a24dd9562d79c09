using CEBase.Projects.RedFlags;

namespace CEBase.Projects.Promotion;

/// <summary>What rules say about the content of promotion material.</summary>
internal sealed class PromotionChecks(IProjectDirectory projects, INameCheck names, RedFlagRepository words)
{
    /// <summary>Against the approved project.</summary>
    public async Task<IReadOnlyList<Finding>> TermsAsync(DbScope db, PromotionMaterial material) =>
        [.. PromotionTermsRule.Check(material, (await projects.FindAsync(db, material.ProjectId))!)];

    /// <summary>Banned words and recruiting agents.</summary>
    public async Task<IReadOnlyList<Finding>> WordsAsync(DbScope db, PromotionMaterial material)
    {
        var isOpen = (await projects.FindAsync(db, material.ProjectId))!.IsOpenEnrolment;
        var text = $"{material.Title}\n{material.Body}\n{material.SaysName}\n{material.SaysAudience}";
        return
        [
            .. (await names.CheckAsync(db, text, NameUse.Promotion, isOpen)),
            .. RedFlagRule.Check(text, "宣传材料", await words.ForPromotionAsync(db)),
        ];
    }

    /// <summary>All findings, for the page.</summary>
    public async Task<IReadOnlyList<Finding>> AllAsync(DbScope db, PromotionMaterial material) => [.. await TermsAsync(db, material), .. await WordsAsync(db, material)];
}
