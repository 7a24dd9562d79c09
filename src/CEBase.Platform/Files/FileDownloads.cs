using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace CEBase.Platform.Files;

/// <summary>The address of stored files: <c>/files/{hash}/{name}</c>, only through the permission of an upload.</summary>
internal static class FileDownloads
{
    private sealed record Upload
    {
        public long Id { get; init; }
        public string FileName { get; init; } = "";
        public string MediaType { get; init; } = "";
        public string Permission { get; init; } = "";
        public bool IsSensitive { get; init; }
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/files/{hash:regex(^[0-9a-f]{{64}}$)}/{name}", DownloadAsync).RequireAuthorization().ExcludeFromDescription();

    private static async Task<IResult> DownloadAsync(string hash, string name, IDatabase database, IFileStore files, Trace trace, ICurrentUser user, HttpContext http)
    {
        var found = await database.ReadAsync<(Upload Upload, Stream Content)?>(async db =>
        {
            var uploads = await db.QueryAsync<Upload>("""
                SELECT u.id, u.file_name, f.media_type, u.permission, u.is_sensitive FROM file_upload u JOIN stored_file f ON f.hash = u.hash
                WHERE u.hash = @hash ORDER BY u.id DESC
                """, new { hash });
            var open = uploads.Where(u => user.Has(u.Permission)).ToList();
            if (open.Count == 0)
            {
                return null;
            }
            var upload = open.Find(u => u.FileName == name) ?? open[0];
            return (upload with { IsSensitive = uploads.Any(u => u.IsSensitive) }, await files.OpenAsync(db, hash));
        }, http.RequestAborted);
        if (found is not var (upload, content))
        {
            // The same answer for a file that isn't there and one that may not be seen.
            http.Items[RefusalPageFilter.ItemKey] = Refusal.NotFound("没有这个文件，或您没有下载它的权限。");
            return Results.StatusCode(StatusCodes.Status404NotFound);
        }
        if (upload.IsSensitive)
        {
            await database.WriteAsync(db => trace.AppendAsync(db, new TraceEntry("File", upload.Id, "download") { Attachments = [hash] }, user), http.RequestAborted);
        }
        return Send(http, content, upload.MediaType, upload.FileName, upload.IsSensitive);
    }

    /// <summary>Sends bytes as a file to be saved, never to be shown in place.</summary>
    public static IResult Send(HttpContext http, Stream content, string mediaType, string fileName, bool isSensitive)
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.CacheControl = isSensitive ? "no-store" : "private, no-cache";
        return Results.File(content, mediaType, fileName);
    }
}
