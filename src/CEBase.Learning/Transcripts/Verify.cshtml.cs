using Microsoft.AspNetCore.RateLimiting;

namespace CEBase.Learning.Transcripts;

/// <summary>核验: everybody may ask whether a transcript is real; names are masked.</summary>
[Public]
[EnableRateLimiting(RateLimitPolicies.Verification)]
internal sealed class VerifyModel(TranscriptService transcripts) : PageModel, IFormPage
{
    [BindProperty(SupportsGet = true)] public string? Code { get; set; }

    public Verified? Found { get; private set; }

    public Task LoadAsync() => Task.CompletedTask;

    public async Task OnGetAsync()
    {
        if (!string.IsNullOrWhiteSpace(Code))
        {
            Found = await transcripts.VerifyAsync(Code);
        }
    }
}
