using Xinheng.Model.People;

namespace Xinheng.Web.Workbench;

/// <summary>A page of the workbench that somebody goes to by the menu; seen by whoever may enter it.</summary>
public sealed record WorkPlace(string Href, string Text, Permission Permission);

/// <summary>The menu of the workbench: what people come to do, in the groups they think in. A new page is one more line.</summary>
public static class WorkPlaces
{
    private static readonly (string Name, WorkPlace[] Places)[] Groups =
    [
        ("报送与审核",
        [
            new("/work/submit", "报送数据", Permission.Submit),
            new("/work/reports", "应报清单", Permission.Submit),
            new("/work/quality", "归集质量", Permission.SeeQuality),
            new("/work/review", "审核", Permission.Approve),
        ]),
        ("办件",
        [
            new("/work/cases", "办件", Permission.SeeCases),
            new("/work/objections", "异议", Permission.SeeCases),
            new("/work/repairs", "信用修复", Permission.SeeCases),
            new("/work/counter/objections", "登记异议", Permission.ServeSubjects),
            new("/work/counter/repairs", "登记修复申请", Permission.ServeSubjects),
            new("/work/corrections", "更正通知", Permission.ReadPersons),
            new("/work/rectifications", "限期整改与约谈", Permission.SeeCases),
            new("/work/complaints", "投诉与举报", Permission.SeeCases),
            new("/work/commitments", "信用承诺", Permission.SeeCases),
            new("/work/commitments/templates", "承诺书模板", Permission.Submit),
            new("/work/commitments/counter", "窗口签署承诺", Permission.ServeSubjects),
        ]),
        ("记录与查询",
        [
            new("/work/records", "记录", Permission.DecideRecords),
            new("/work/subjects", "档案", Permission.ReadArchive),
            new("/work/persons", "查询", Permission.ReadPersons),
            new("/work/authorisations", "授权登记", Permission.ServeSubjects),
            new("/work/counter", "核实身份", Permission.ProveIdentity),
            new("/work/counter/papers", "代办证明", Permission.ServeSubjects),
            new("/work/counter/statements", "代登说明", Permission.ServeSubjects),
        ]),
        ("运行与监督",
        [
            new("/work/desk", "值班台", Permission.RunDesk),
            new("/work/bulletin", "月度通报", Permission.SeeBulletin),
            new("/work/audit", "追溯台", Permission.Audit),
            new("/work/statements", "本人声明", Permission.HandleCases),
            new("/work/alarms", "异常", Permission.SeeAlarms),
            new("/work/trace", "留痕", Permission.ReadTrace),
            new("/work/articles", "新闻与政策", Permission.WriteArticles),
            new("/work/propagation", "撤下的去向", Permission.RunExchange),
            new("/work/subscribers", "接收方", Permission.RunExchange),
        ]),
        ("设置",
        [
            new("/work/people", "单位与人员", Permission.ViewPeople),
            new("/work/catalogue", "编辑信用目录", Permission.DraftCatalogue),
        ]),
    ];

    /// <summary>The groups in which this caller may enter something, each with what may be entered.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<WorkPlace> Places)> For(Caller caller) =>
        from all in Groups
        let places = all.Places.Where(place => caller.MayEnter(place.Permission)).ToList()
        where places.Count > 0
        select (all.Name, (IReadOnlyList<WorkPlace>)places);
}
