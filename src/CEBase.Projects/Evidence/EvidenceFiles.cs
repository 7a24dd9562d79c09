namespace CEBase.Projects.Evidence;

/// <summary>Keeps the scans and letters that projects, units, prices and plans point to.</summary>
internal sealed class EvidenceFiles(IFileStore files, ICurrentUser user)
{
    /// <summary>Hash and name of the stored upload; both empty when there is none and none is needed.</summary>
    /// <exception cref="Refusal">No file where one is needed; too large or of a wrong kind.</exception>
    public async Task<(string Hash, string Name)> SaveAsync(DbScope db, IFormFile? upload, string field, bool isRequired)
    {
        if (upload is null)
        {
            return isRequired ? throw new Refusal("file_missing", "请选择要上传的文件（PDF、图片或 Word）。") { Field = field } : ("", "");
        }
        try
        {
            await using var content = upload.OpenReadStream();
            var stored = await files.SaveAsync(db, content, upload.FileName, Permissions.View, FileKinds.Evidence, user);
            return (stored.Hash, stored.FileName);
        }
        catch (Refusal refusal) when (refusal.Field is null)
        {
            throw new Refusal(refusal.Code, refusal.Message) { Field = field };
        }
    }
}
