namespace CEBase.Projects.Promotion;

internal sealed class PromotionDirectory : IPromotionDirectory
{
    private sealed record Picture
    {
        public long PromotionId { get; init; }
        public string Hash { get; init; } = "";
    }

    public async Task<IReadOnlyList<PromotionCard>> OfProjectAsync(DbScope db, long projectId)
    {
        var cards = await db.QueryAsync<PromotionCard>($"""
            SELECT id, project_id, title, body AS text, state = '{PromotionStates.Approved}' AS is_approved FROM promotion WHERE project_id = @projectId ORDER BY id DESC
            """, new { projectId });
        if (cards.Count == 0)
        {
            return cards;
        }
        var pictures = (await db.QueryAsync<Picture>("""
            SELECT s.promotion_id, s.hash FROM promotion_picture s JOIN promotion p ON p.id = s.promotion_id WHERE p.project_id = @projectId ORDER BY s.id
            """, new { projectId })).ToLookup(p => p.PromotionId, p => p.Hash);
        return [.. cards.Select(c => c with { Pictures = [.. pictures[c.Id]] })];
    }
}
