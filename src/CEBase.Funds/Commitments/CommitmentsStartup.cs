using CEBase.Platform;

namespace CEBase.Funds.Commitments;

/// <summary>What commitments register.</summary>
internal sealed class CommitmentsStartup : StartupBase
{
    /// <inheritdoc />
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<CommitmentService>();
        services.AddRecordNames(new RecordNames(Commitment.RecordType, Permissions.ClaimsView, FundsAddresses.Commitment("{key}"),
            "SELECT m.id, m.number AS key, m.number || ' ' || m.purpose AS name FROM commitment m LEFT JOIN published_training_class c ON c.id = m.class_id WHERE m.id IN @Ids") { Own = CommitmentRepository.Seen });
    }
}
