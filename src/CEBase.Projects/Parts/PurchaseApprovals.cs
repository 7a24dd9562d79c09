namespace CEBase.Projects.Parts;

/// <summary>Approved purchases, read from the project's parts.</summary>
internal sealed class PurchaseApprovals : IPurchaseApprovals
{
    public Task<IReadOnlyList<PurchaseApproval>> OfProjectAsync(DbScope db, long projectId) => db.QueryAsync<PurchaseApproval>(
        "SELECT name, amount, approval_no FROM project_purchase WHERE project_id = @projectId AND approval_no <> '' ORDER BY id", new { projectId });
}
