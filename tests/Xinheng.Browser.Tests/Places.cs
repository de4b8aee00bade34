namespace Xinheng.Browser.Tests;

/// <summary>A page as somebody comes upon it: what it is called here, where it is, what it must answer, who must have signed in.</summary>
public sealed record Place(string Name, Func<Sights, string> Path, int Status = 200, string? As = null);

/// <summary>Every page that is looked at. A new page is one more line: the layout, the accessibility checker and the screenshots then see it.</summary>
public static class Places
{
    private static readonly Place[] All =
    [
        new("home", _ => "/"),
        new("search", _ => "/search"),
        new("search-found", _ => "/search?q=信衡示例"),
        new("search-nothing", _ => "/search?q=没有这样一家单位"),
        new("search-refused", _ => "/search?q=990100199001010012"), // written like a person's number
        new("subject", s => $"/subjects/{s.Subject}"),
        new("subject-many", s => $"/subjects/{s.ManyRecords}?all=1"),
        new("subject-long", s => $"/subjects/{s.LongSubject}"),
        new("subject-markup", s => $"/subjects/{s.MarkupSubject}"),
        new("subject-empty", s => $"/subjects/{s.EmptySubject}"),
        new("subject-nobody", _ => "/subjects/91990100XY99999999", 404),
        new("record-penalty", s => $"/records/{s.Record}"),
        new("record-registration", s => $"/records/{s.Registration}"),
        new("record-long", s => $"/records/{s.LongRecord}"),
        new("record-not-public", s => $"/records/{s.HiddenRecord}", 404),
        new("disclosures", _ => "/disclosures"),
        new("disclosures-penalty", _ => "/disclosures/penalty"),
        new("disclosures-permit", _ => "/disclosures/permit"),
        new("disclosures-nothing", _ => "/disclosures/permit?from=2000-01-01&to=2000-01-02"),
        new("disclosures-refused", _ => "/disclosures/penalty?from=2026"),
        new("catalogue", _ => "/catalogue"),
        new("catalogue-item", _ => "/catalogue/CF_LP"),
        new("how-to", _ => "/how-to"),
        new("about", _ => "/about"),
        new("accessibility", _ => "/accessibility"),
        new("nowhere", _ => "/nowhere", 404),
        new("sign-in", _ => "/sign-in"),
        new("work", _ => "/work", As: "maker"),
        new("work-submit", _ => "/work/submit", As: "maker"),
        new("work-submit-item", _ => "/work/submit?item=CF_LP", As: "maker"),
        new("work-submission", s => $"/work/submissions/{s.Waiting}", As: "maker"),
        new("work-review", _ => "/work", As: "reviewer"),
        new("work-records", _ => "/work/records", As: "reviewer"),
        new("work-record", s => $"/work/records/{s.Record}", As: "reviewer"),
        new("step-up", _ => "/step-up?to=/work/records", As: "maker"),
        new("work-security", _ => "/work/security", As: "maker"),
        new("work-authenticator", _ => "/work/security/authenticator", As: "maker"),
        new("work-password", _ => "/work/password", As: "maker"),
        new("work-reset", _ => "/work/people/reset?account=maker", As: "admin"),
        new("work-sessions", _ => "/work/sessions", As: "maker"),
        new("work-auditor", _ => "/work", As: "auditor"),
        new("work-trace", _ => "/work/trace", As: "auditor"),
        new("work-trace-question", _ => "/work/trace?question=no-matter&from=2026-01-01", As: "auditor"),
        new("work-trace-refused", _ => "/work/trace?from=2026", As: "auditor"),
        new("work-delays", _ => "/work/delays", As: "reviewer"),
        new("work-alarms", _ => "/work/alarms", As: "auditor"),
        new("work-alarms-operator", _ => "/work/alarms", As: "desk"),
        new("work-alarms-closed", _ => "/work/alarms?closed=true", As: "desk"),
        new("work-administrator", _ => "/work", As: "admin"),
        new("work-persons", _ => "/work/persons", As: "clerk"),
        new("work-authorisations", _ => "/work/authorisations", As: "clerk"),
        new("work-reveal", _ => "/work/reveal", As: "reviewer"),
        new("work-lapsed", _ => "/work", As: "lapsed"),
        new("work-people", _ => "/work/people", As: "admin"),
        new("work-people-nothing", _ => "/work/people?q=没有这样一个单位", As: "admin"),
        new("work-people-organisation", _ => $"/work/people/{Xinheng.Testing.TestPlatform.Authority}", As: "admin"),
        new("work-people-nowhere", _ => "/work/people/NOWHERE", 404, As: "admin"),
        new("work-counter", _ => "/work/counter", As: "clerk"),
        new("work-counter-enterprise", _ => "/work/counter?for=enterprise", As: "clerk"),
        new("me-sign-in", _ => "/me/sign-in"),
        new("me-sign-in-new", _ => "/me/sign-in?new=1"),
        new("me-enrol", _ => "/me/enrol"),
        new("me-firm", _ => "/me", As: "/me firm"),
        new("me-firm-looks", _ => "/me/looks?own=true", As: "/me firm"),
        new("me-citizen-authorisations", _ => "/me/authorisations", As: "/me citizen"),
        new("me-citizen", _ => "/me", As: "/me citizen"),
        new("me-citizen-looks", _ => "/me/looks", As: "/me citizen"),
        new("work-review-submission", s => $"/work/submissions/{s.Waiting}", As: "reviewer"),
    ];

    public static TheoryData<string> Names => [.. All.Select(place => place.Name)];

    public static Place Of(string name) => All.Single(place => place.Name == name);
}
