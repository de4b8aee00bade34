using Xinheng.Model.Foundation;

namespace Xinheng.Web.Hosting;

/// <summary>What the doors tell the operator: ids, and where from; never names, numbers or values.</summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "Approval of {Submission} by {Caller} refused: {Code}")]
    internal static partial void ApprovalRefused(ILogger logger, SubmissionId submission, string caller, string code);

    [LoggerMessage(2002, LogLevel.Warning, "Sign-in refused: {Code}, from {Address}")]
    internal static partial void SignInRefused(ILogger logger, string code, string address);

    [LoggerMessage(2003, LogLevel.Warning, "A machine's assertion was refused: {Reason}")]
    internal static partial void AssertionRefused(ILogger logger, string reason);
}
