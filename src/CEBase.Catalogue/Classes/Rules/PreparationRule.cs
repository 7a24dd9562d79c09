namespace CEBase.Catalogue.Classes.Rules;

/// <summary>What must be arranged before a class starts: somebody in charge, syllabus, materials, board and lodging.</summary>
[RestsOn("NPU:12", How = "开班前核对大纲、教材资料、食宿与班主任，缺班主任不能开班，其余缺项须写明理由")]
internal static class PreparationRule
{
    public const string AdviserMissing = "preparation.adviser-missing";
    public const string SyllabusMissing = "preparation.syllabus-missing";
    public const string MaterialsMissing = "preparation.materials-missing";
    public const string BoardMissing = "preparation.board-missing";
    public const string LodgingMissing = "preparation.lodging-missing";

    public static IEnumerable<Finding> CheckAdviser(ClassDetails details)
    {
        if (details.AdviserId is null)
        {
            yield return Finding.Block(AdviserMissing, "还没有指定班主任，请先指定。", "NPU:12");
        }
    }

    public static IEnumerable<Finding> CheckLogistics(ClassDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.Syllabus))
        {
            yield return Finding.Review(SyllabusMissing, "还没有教学大纲。", "NPU:12");
        }
        if (string.IsNullOrWhiteSpace(details.Materials))
        {
            yield return Finding.Review(MaterialsMissing, "还没有写明教材和资料的安排。", "NPU:12");
        }
        if (details.IsOnline)
        {
            yield break;
        }
        if (string.IsNullOrWhiteSpace(details.Board))
        {
            yield return Finding.Review(BoardMissing, "还没有写明用餐安排。", "NPU:12");
        }
        if (string.IsNullOrWhiteSpace(details.Lodging))
        {
            yield return Finding.Review(LodgingMissing, "还没有写明住宿安排。", "NPU:12");
        }
    }
}
