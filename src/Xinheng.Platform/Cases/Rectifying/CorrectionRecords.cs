using System.Globalization;
using Dapper;
using Xinheng.Model.Foundation;
using Xinheng.Platform.Collection.Own;
using Xinheng.Platform.Foundation;

namespace Xinheng.Platform.Cases.Rectifying;

/// <summary>What an order (限期整改) and an interview (约谈记录) say on the subject's file, as rows of the catalogue.</summary>
public sealed class CorrectionRecords(Database database)
{
    public const string OfOrder = "GC_ZG";
    public const string OfInterview = "GC_YT";

    internal async Task<OwnRow> OfAsync(RectificationRow row, string body, SubjectId about, CancellationToken ct)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(ct);
        var interviewed = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select exists (select from cases.interview where rectification = @CaseId)", row, cancellationToken: ct));
        var values = new Dictionary<string, string>
        {
            ["ZG_BH"] = row.Number, ["ZG_SX"] = row.Matter, ["ZG_QX"] = Day(row.DueOn), ["ZG_JG"] = row.Verdict, ["ZG_SFYT"] = interviewed ? "1" : "0",
        };
        if (row.VerifiedOn is { } verified)
        {
            values["ZG_FHRQ"] = Day(verified);
        }

        return new OwnRow(OfOrder, body, about, values);
    }

    internal static OwnRow Of(InterviewRow row, string body, SubjectId about) => new(OfInterview, body, about, new Dictionary<string, string>
    {
        ["YT_LX"] = row.KindCode,
        ["YT_SY"] = row.Cause,
        ["YT_RQ"] = row.HeldAt!.Value.AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        ["YT_DX"] = row.Attendee ?? "拒绝参加",
        ["YT_JY"] = row.Undertakings is { Length: > 0 } undertaken ? $"{row.Minutes} 承诺事项：{undertaken}" : row.Minutes ?? "",
        ["YT_JJ"] = row.Attended == false ? "1" : "0",
    });

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
