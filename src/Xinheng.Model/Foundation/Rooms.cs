namespace Xinheng.Model.Foundation;

/// <summary>A room of the house: a folder and a namespace on each floor, a schema in the database, and one question.</summary>
/// <param name="Name">The English word, as it stands in folders and namespaces.</param>
/// <param name="Chinese">The word shown to readers.</param>
/// <param name="Question">What the room answers; what answers another question stands in another room.</param>
public sealed record Room(string Name, string Chinese, string Question);

/// <summary>The rooms in order: a room uses only rooms before it and hears of later ones by announcement.</summary>
public static class Rooms
{
    public static IReadOnlyList<Room> All { get; } =
    [
        new("Foundation", "基础", "How is it stored and scheduled?"),
        new("Journal", "留痕", "Who did what, by what power; can a stranger check it?"),
        new("Law", "法规", "By what power, by when?"),
        new("People", "人员与机构", "Who may act, for whom, and who is told?"),
        new("Procedures", "程序", "How does any statutory procedure move?"),
        new("Catalogue", "目录", "What may be collected, from whom, shown to whom?"),
        new("Subjects", "信用主体", "About whom?"),
        new("Records", "信用记录", "What is on record?"),
        new("Collection", "归集", "How did it come in?"),
        new("Lists", "名单", "Who is listed, and what follows?"),
        new("Cases", "异议与修复", "What is contested, repaired, promised, corrected?"),
        new("Disclosure", "披露", "Who may see what of a record, today, and why?"),
        new("Evaluation", "评价", "What does it add up to?"),
        new("Supervision", "监管", "Who is inspected, and what came of it?"),
        new("Screening", "核查", "May this applicant pass the counter?"),
        new("Publication", "公示", "What may the public read today?"),
        new("Reports", "信用报告", "What does one take home?"),
        new("Exchange", "交换", "What do other nodes and departments get?"),
        new("Programmes", "专项应用", "What is built on it for finance, villages, markets, education, institutions?"),
        new("Assessment", "考核", "How well do departments and regions do?"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(room => room.Name)];
}
