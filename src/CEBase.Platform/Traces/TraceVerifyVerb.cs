using System.CommandLine;
using CEBase.Platform.Verbs;

namespace CEBase.Platform.Traces;

/// <summary><c>trace verify</c>: re-computes the chain and names the first entry that does not fit (exit 1). Seals nothing.</summary>
internal sealed class TraceVerifyVerb : Verb
{
    public override IReadOnlyList<string> Words => ["trace", "verify"];

    public override string Description => "重算痕迹的哈希链，指出第一条对不上的痕迹";

    public override async Task<VerbResult> RunAsync(ParseResult arguments, IServiceProvider services, CancellationToken cancel)
    {
        var verdict = await services.GetRequiredService<TraceChain>().VerifyAsync(cancel);
        var broken = verdict.FirstBroken;
        return new VerbResult(new
        {
            verdict.Entries,
            verdict.Sealed,
            verdict.Unsealed,
            verdict.Ok,
            FirstBroken = broken is null ? null : new { broken.Sequence, Entry = broken.EntryId, Reason = ReasonCode(broken.Kind), broken.Sentence },
            verdict.Head,
        }, HasFindings: !verdict.Ok);
    }

    private static string ReasonCode(TraceBreak kind) => kind switch
    {
        TraceBreak.EntryMissing => "entry_missing",
        TraceBreak.EntryChanged => "entry_changed",
        TraceBreak.SealMissing => "seal_missing",
        _ => "seal_reordered",
    };
}
