using Xinheng.Model.Cases.Reporting;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Cases.Reporting;
using Xinheng.Web.Hosting.Forms;

namespace Xinheng.Web.Components.Cases;

/// <summary>A complaint or report as one of its forms has it.</summary>
public static class GivenReport
{
    public static ReportKind KindOf(GivenForm given) => given["report"] switch
    {
        nameof(ReportKind.Dishonesty) => ReportKind.Dishonesty,
        nameof(ReportKind.Agent) => ReportKind.Agent,
        _ => ReportKind.Complaint,
    };

    /// <summary>With what stands against the name, where one is given.</summary>
    public static Result<FileReport.Command> Read(GivenForm given)
    {
        Reporter? who = null;
        if (given["name"].Length > 0 || given["phone"].Length > 0)
        {
            var read = Reporter.Read(given["name"], given["phone"]);
            if (!read.TryGet(out who))
            {
                return Result<FileReport.Command>.Refuse(read.Refusals);
            }
        }

        return new FileReport.Command(KindOf(given), given["matter"], given["target"], given["unit"] is { Length: > 0 } unit ? unit : null, given["against"], given["words"], who);
    }
}
