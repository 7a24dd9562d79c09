using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Projects.Promotion;

/// <summary>
/// The address of pictures for the console's preview, <c>/console/promotions/pictures/{hash}</c>. The public sees those of approved material through
/// its class. Only what the store told from its bytes to be a picture is sent.
/// </summary>
internal static class PromotionPictures
{
    public static string AddressOf(string hash) => $"{ProjectAddresses.Promotions}/pictures/{hash}";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(ProjectAddresses.Promotions + "/pictures/{hash:regex(^[0-9a-f]{{64}}$)}", SendAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> SendAsync(string hash, IDatabase database, PromotionRepository promotions, IFileStore files, ICurrentUser user, HttpContext http)
    {
        var found = !user.Has(Permissions.View) ? null : await database.ReadAsync<(StoredFile File, Stream Content)?>(async db =>
            await promotions.HasPictureAsync(db, hash)
            && await files.FindAsync(db, hash) is { } file && file.MediaType.StartsWith("image/", StringComparison.Ordinal)
                ? (file, await files.OpenAsync(db, hash)) : null, http.RequestAborted);
        if (found is not var (stored, content))
        {
            return Results.NotFound();
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = "private, max-age=300";
        return Results.Stream(content, stored.MediaType);
    }
}
