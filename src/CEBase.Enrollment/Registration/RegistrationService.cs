using CEBase.Enrollment.Learners;
using CEBase.Enrollment.Privacy;

namespace CEBase.Enrollment.Registration;

/// <summary>What a learner writes to register.</summary>
internal sealed record RegistrationForm
{
    public string? Name { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Password { get; set; }
    public DocumentKind DocumentKind { get; set; }
    public string? Number { get; set; }
    public string? Employer { get; set; }
    public string? CreditCode { get; set; }
    public string? Title { get; set; }
    public string? TitleLevel { get; set; }
    public string? Education { get; set; }
    public bool Agree { get; set; }
    public string? NoticeVersion { get; set; }
}

/// <summary>
/// Registers a learner: account, learner and consent in one transaction. Somebody whom a roster brought earlier claims that learner by name
/// and document number, with everything that hangs on it.
/// </summary>
internal sealed class RegistrationService(LearnerRepository learners, PrivacyNotices notices, IAccounts accounts, LearnerIdentity identities, ITitles titles, Trace trace)
{
    /// <exception cref="Refusal"><c>name_missing</c>, <c>consent_missing</c>, <c>notice_changed</c>, the reasons of the document check,
    /// <c>learner_registered</c>, <c>name_differs</c>, and those of <see cref="IAccounts.CreateAsync"/>.</exception>
    public async Task<long> RegisterAsync(DbScope db, RegistrationForm form)
    {
        var told = LearnerInput.Onto(identities.Read(form.Name, form.DocumentKind, form.Number),
            form.Employer, form.CreditCode, form.Title, form.TitleLevel, form.Education, await titles.TableAsync(db)) with { Source = Sources.Portal };
        await CheckConsentAsync(db, form);
        var known = await learners.OfNumberAsync(db, told.DocumentKind, told.Number!.Hash);
        RefuseClash(known, told);
        var accountId = await accounts.CreateAsync(db, new NewAccount(told.Name, form.Phone, form.Email, form.Password ?? "", "learner"));
        var card = (await accounts.FindAsync(db, accountId))!;
        var own = told with { AccountId = accountId, Phone = card.Phone ?? known?.Phone, Email = card.Email ?? known?.Email };
        long id;
        if (known is null)
        {
            id = await learners.AddAsync(db, own);
            if (id == 0)
            {
                throw Registered();
            }
        }
        else
        {
            id = known.Id;
            await learners.UpdateAsync(db, known with
            {
                AccountId = accountId,
                Phone = own.Phone,
                Email = own.Email,
                Employer = own.Employer,
                CreditCode = own.CreditCode ?? known.CreditCode,
                Title = own.Title.Length > 0 ? own.Title : known.Title,
                TitleLevel = own.TitleLevel != TitleLevels.None ? own.TitleLevel : known.TitleLevel,
                Education = own.Education.Length > 0 ? own.Education : known.Education,
            });
        }
        await notices.AgreeAsync(db, id, form.NoticeVersion!);
        await trace.AppendAsync(db, new TraceEntry(LearnerTraces.RecordType, id, known is null ? LearnerTraces.Registered : LearnerTraces.Claimed), new Registrant(accountId, told.Name));
        return accountId;
    }

    private async Task CheckConsentAsync(DbScope db, RegistrationForm form)
    {
        if (!form.Agree)
        {
            throw new Refusal("consent_missing", "请阅读个人信息处理告知，同意后才能注册。") { Field = nameof(form.Agree) };
        }
        var current = await notices.CurrentAsync(db);
        if (current is null || current.Version != form.NoticeVersion)
        {
            throw new Refusal("notice_changed", "个人信息处理告知刚刚更新，请阅读新的版本后再提交。") { Field = nameof(form.Agree), Status = 409 };
        }
    }

    private static void RefuseClash(Learner? known, Learner told)
    {
        if (known is null)
        {
            return;
        }
        if (known.Name != told.Name)
        {
            throw new Refusal("name_differs", "这个证件号码已登记在另一个姓名下，请核对姓名和号码。确认无误的，请联系基地工作人员核实。") { Field = nameof(RegistrationForm.Name), Status = 409 };
        }
        if (known.AccountId is not null)
        {
            throw Registered();
        }
    }

    private static Refusal Registered() =>
        new("learner_registered", "这个证件号码已经注册过。请用原来的手机号或邮箱登录；忘记密码的，请联系基地工作人员。") { Field = nameof(RegistrationForm.Number), Status = 409 };

    /// <summary>The person who has just got an account.</summary>
    private sealed class Registrant(long accountId, string name) : ICurrentUser
    {
        public long? AccountId => accountId;
        public string DisplayName => name;
        public bool IsSystem => false;
        public bool Has(string permission) => false;
    }
}
