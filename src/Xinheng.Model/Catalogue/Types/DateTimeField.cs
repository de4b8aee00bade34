using System.Globalization;
using Xinheng.Model.Catalogue.Checking;

namespace Xinheng.Model.Catalogue.Types;

/// <summary>An instant in the civil time of Asia/Shanghai, stored as 2026-03-31T08:30:00; a day alone means its beginning.</summary>
public sealed record DateTimeField : FieldType
{
    private const int DayLength = 10;

    private static readonly string[] Clocks = ["HH:mm:ss", "H:mm:ss", "HH:mm", "H:mm", "HHmmss"];

    private static readonly Fault Unreadable =
        new("time.unreadable", "E02", "不是时间。请写成 2026-03-31 08:30:00。");

    public override string Signature => "datetime";

    public override string Explain => "时间，写成 2026-03-31 08:30:00";

    public override Reading Read(string text)
    {
        ReadOnlySpan<char> all = text;
        var cut = all.IndexOfAny('T', ' ');
        var packed = cut < 0 && all.Length == 14 && !all.ContainsAnyExceptInRange('0', '9');
        var day = cut >= 0 ? all[..cut] : packed ? all[..8] : all;
        var (fault, date) = DateField.Parse(day);
        if (fault is not null)
        {
            return cut < 0 && !packed ? fault : fault.Code == "date.unreadable" ? Unreadable : fault;
        }

        var clock = cut >= 0 ? all[(cut + 1)..].Trim() : packed ? all[8..] : "00:00:00";
        var dot = clock.IndexOf('.');
        if (!TimeOnly.TryParseExact(dot > 0 ? clock[..dot] : clock, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return Unreadable;
        }

        var canonical = all.Length == 19 && all[DayLength] == 'T' && all[4] == '-' && dot < 0;
        return canonical ? text : string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}T{time:HH:mm:ss}");
    }
}
