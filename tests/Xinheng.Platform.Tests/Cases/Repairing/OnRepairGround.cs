using Xinheng.Testing;

namespace Xinheng.Platform.Tests.Cases.Repairing;

/// <summary>Tests that begin with one firm and its penalty, on a platform of their own.</summary>
public abstract class OnRepairGround : IAsyncLifetime
{
    private protected TestPlatform platform = null!;
    private protected RepairGround ground = null!;

    public virtual async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.CreateAsync();
        ground = await RepairGround.MakeAsync(platform);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await platform.DisposeAsync();
    }
}
