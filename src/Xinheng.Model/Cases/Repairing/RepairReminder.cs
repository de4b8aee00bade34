using System.Globalization;
using System.Text;

namespace Xinheng.Model.Cases.Repairing;

/// <summary>A calendar file with the two days that matter: from when repair may be applied for, and when publication stops by itself.
/// It names neither subject nor document: a calendar is often shared. Format: RFC 5545.</summary>
public static class RepairReminder
{
    private const int LongestLine = 75;

    /// <param name="id">Tells this reminder from others in the same calendar.</param>
    /// <param name="stamp">The day it was made.</param>
    /// <param name="where">Address of the page to go to.</param>
    public static string Ics(string id, DateOnly stamp, DateOnly? earliest, DateOnly? ends, string where)
    {
        List<string> lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xinheng//Repair//ZH", "CALSCALE:GREGORIAN"];
        if (earliest is { } from)
        {
            lines.AddRange(Event($"{id}-from", stamp, from, "可以申请信用修复", $"从今天起可以申请，不收费：{where}"));
        }

        if (ends is { } until)
        {
            lines.AddRange(Event($"{id}-until", stamp, until, "公示期届满，自行停止公示", $"不用申请，也不用找任何人代办：{where}"));
        }

        lines.Add("END:VCALENDAR");
        return string.Concat(lines.Select(Fold));
    }

    private static IEnumerable<string> Event(string id, DateOnly stamp, DateOnly day, string summary, string description) =>
    [
        "BEGIN:VEVENT", $"UID:{id}@xinheng", $"DTSTAMP:{Day(stamp)}T000000Z", $"DTSTART;VALUE=DATE:{Day(day)}",
        $"SUMMARY:{Escape(summary)}", $"DESCRIPTION:{Escape(description)}", "BEGIN:VALARM", "ACTION:DISPLAY",
        $"DESCRIPTION:{Escape(summary)}", "TRIGGER:-PT0S", "END:VALARM", "END:VEVENT",
    ];

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)
        .Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    // Lines of at most 75 octets, never cut inside a character.
    private static string Fold(string line)
    {
        var (folded, room) = (new StringBuilder(), LongestLine);
        foreach (var rune in line.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                folded.Append("\r\n ");
                room = LongestLine - 1;
            }

            folded.Append(rune.ToString());
            room -= rune.Utf8SequenceLength;
        }

        return folded.Append("\r\n").ToString();
    }
}
