using Xinheng.Model.Foundation;

namespace Xinheng.Platform.Foundation;

/// <summary>The world around the program does not allow it to start; the command line prints the reason and exits 1.</summary>
public sealed class UnusableException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}
