using CEBase.Platform.Data;
using CEBase.Platform.Refusals;
using CEBase.Platform.Security;
using CEBase.Platform.Traces;

namespace CEBase.Platform.Identity;

/// <summary>Changes an account and leaves the trace in the same transaction; what every page and verb that changes accounts goes through.</summary>
internal sealed class AccountChanges(IDatabase database, AccountRepository repository, Trace trace, ICurrentUser user)
{
    /// <summary>Who acts.</summary>
    public ICurrentUser User => user;

    /// <summary>Changes the account.</summary>
    /// <param name="id">Which.</param>
    /// <param name="step">What the trace calls it, see <see cref="AccountTraces.Labels"/>.</param>
    /// <param name="change">Sets what changes; may refuse.</param>
    /// <exception cref="Refusal">Not found; <c>account_changed</c> when somebody else was faster; what <paramref name="change"/> refuses.</exception>
    public Task<Account> ChangeAsync(long id, string step, Func<DbScope, Account, Task> change) => database.WriteAsync(async db =>
    {
        var account = await repository.FindAsync(db, id) ?? throw Unknown();
        await change(db, account);
        if (!await repository.UpdateAsync(db, account))
        {
            throw new Refusal("account_changed", "这个账号刚刚被别人改过，您的修改没有保存。请刷新页面，核对后再改。") { Status = 409 };
        }
        await trace.AppendAsync(db, AccountTraces.Entry(id, step), user);
        return account;
    });

    /// <summary>The account.</summary>
    public async Task<Account> GetAsync(long id) => await database.ReadAsync(db => repository.FindAsync(db, id)) ?? throw Unknown();

    /// <summary>The account that is signed in.</summary>
    public Task<Account> OwnAsync() => GetAsync(OwnId);

    /// <summary>Number of the account that is signed in.</summary>
    public long OwnId => user.AccountId ?? throw new Refusal("unauthenticated", "还没有登录。请登录后再试。") { Status = 401 };

    /// <summary>What happened to an account, newest first.</summary>
    public Task<IReadOnlyList<TraceLine>> HistoryAsync(long id, int limit) => database.ReadAsync(db => db.QueryAsync<TraceLine>("""
        SELECT id, at, actor_id, actor_name, record_type, record_id, step, from_state, to_state, findings, comment, attachments
        FROM trace_entry WHERE record_type = @RecordType AND record_id = @id ORDER BY id DESC LIMIT @limit
        """, new { AccountTraces.RecordType, id, limit }));

    private static Refusal Unknown() => Refusal.NotFound("没有这个账号。请从账号列表里重新选择。");
}
