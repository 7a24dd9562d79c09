using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Catalogue.PublicCatalogue;

/// <summary>What a class may say of itself to the public: the approved promotion material of its project, and nothing that fell back to draft.</summary>
internal sealed class PublicMaterial(IPromotionDirectory board)
{
    public async Task<IReadOnlyList<PromotionCard>> OfAsync(DbScope db, long? projectId) =>
        projectId is { } id ? [.. (await board.OfProjectAsync(db, id)).Where(m => m.IsApproved)] : [];
}

/// <summary>Pictures of approved material under <c>/classes/{no}/pictures/{hash}</c>, for everybody.</summary>
internal static class ClassPictures
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/classes/{no}/pictures/{hash:regex(^[0-9a-f]{{64}}$)}", SendAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task<IResult> SendAsync(string no, string hash, IDatabase database, IClassDirectory classes, PublicMaterial material, IFileStore files, HttpContext http)
    {
        var (type, content) = await database.ReadAsync(async db =>
        {
            var card = await classes.FindAsync(db, no);
            if (card is null || !ClassWords.PublicStates.Contains(card.State)
                || !(await material.OfAsync(db, card.ProjectId)).Any(m => m.Pictures.Contains(hash))
                || await files.FindAsync(db, hash) is not { MediaType: "image/png" or "image/jpeg" } file)
            {
                throw Refusal.NotFound("没有这张图片，或它没有公开。");
            }
            return (file.MediaType, await files.OpenAsync(db, hash));
        }, http.RequestAborted);
        http.Response.Headers.XContentTypeOptions = "nosniff";
        // Short, because what fell back to draft must be gone soon.
        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.File(content, type);
    }
}
