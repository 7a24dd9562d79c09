using CEBase.Learning.Attendance;

namespace CEBase.Learning.Transcripts;

/// <summary>学时证明, a page for printing on A4.</summary>
[RequirePermission(Permissions.Own)]
internal sealed class TranscriptPageModel(TranscriptService transcripts, ICurrentUser user) : PageModel
{
    [FromRoute] public string Code { get; set; } = "";

    public Transcript Transcript { get; private set; } = null!;
    public TranscriptBody Body { get; private set; } = null!;
    public QrDrawing Qr { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        Transcript = await transcripts.MineAsync(Code, user);
        Body = Transcript.Body;
        Qr = QrDrawing.Of($"{Request.Scheme}://{Request.Host}{Request.PathBase}/verify?code={Transcript.Code}");
    }
}
