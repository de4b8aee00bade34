using Xinheng.Model.Law;

namespace Xinheng.Model.Disclosure;

/// <summary>Why a record is not shown to somebody, in plain words, with the rule. A stranger hears only “not public”; staff, subject and auditor hear this.</summary>
/// <param name="Code">Stable, <c>disclosure.why</c>.</param>
/// <param name="Message">Plain Chinese; never names a person.</param>
public sealed record Withholding(string Code, string Message, LegalBasis Basis, Confidence Confidence)
{
    private static readonly LegalBasis Repair = new("国家发展改革委令第36号（2025）《信用修复管理办法》");
    private static readonly LegalBasis Modes = new("河南省社会信用条例", "第18条");
    private static readonly LegalBasis PersonalInformation = new("个人信息保护法", "第25条");

    public static readonly Withholding Withdrawn = new("disclosure.withdrawn",
        "原决定已被撤销、变更，或由报送单位撤下，记录不再公示、不再使用。", new("行政处罚法（2021年修订）", "第48条第2款"), Confidence.Verified);

    public static readonly Withholding Repaired = new("disclosure.repaired",
        "已完成信用修复：终止公示，停止共享和使用，只留档案。", Repair, Confidence.Reported);

    public static readonly Withholding Shielded = new("disclosure.shielded",
        "法院裁定批准的重整或和解执行期间，失信信息暂时屏蔽。", Repair, Confidence.Reported);

    public static readonly Withholding Archived = new("disclosure.archived",
        "已期满归档，除依法查档外不再提供。", Repair, Confidence.Reported);

    public static readonly Withholding Held = new("disclosure.held",
        "文字内容里有疑似个人信息，等待人工核对；核对之前不提供。", PersonalInformation, Confidence.Verified);

    public static readonly Withholding UnderAge = new("disclosure.under-age",
        "当事人是（或决定时是）未成年人，信息不公示、不共享、不提供查询。", new("预防未成年人犯罪法", "第59条"), Confidence.Verified);

    public static readonly Withholding Vetoed = new("disclosure.vetoed",
        "信用主体要求不公示这类正面信息，不再向任何人提供。", new("深圳经济特区社会信用条例", "第39条第2款"), Confidence.Verified);

    public static readonly Withholding SealedByLaw = new("disclosure.sealed-by-law",
        "治安管理处罚记录依法封存，不向任何单位或个人提供、公开。", new("治安管理处罚法（2025年修订）", "第136条"), Confidence.Verified);

    public static readonly Withholding NotPublic = new("disclosure.not-public",
        "现行目录没有把这类信息（或这一条记录）列为公开公示。", Modes, Confidence.Verified);

    public static readonly Withholding NaturalPerson = new("disclosure.natural-person",
        "自然人的信息不公示，除非目录引用了准许公示的国家规定。", PersonalInformation, Confidence.Verified);

    public static readonly Withholding Unconfirmed = new("disclosure.unconfirmed",
        "失信信息分类还没有经认定机关确认；确认之前按轻微对待，不公示。", Repair, Confidence.Reported);

    public static readonly Withholding Minor = new("disclosure.minor",
        "轻微失信信息原则上不公示。", Repair, Confidence.Reported);

    public static readonly Withholding NoImpact = new("disclosure.no-impact",
        "没有标明“具有一定社会影响”的行政处罚决定不公开。", new("行政处罚法（2021年修订）", "第48条第1款"), Confidence.Verified);

    public static readonly Withholding PeriodOver = new("disclosure.period-over",
        "公示期已满，自期满当日零时起停止公示。", Repair, Confidence.Reported);

    public static readonly Withholding ValidityOver = new("disclosure.validity-over",
        "文书的有效期已过，不再公示。", new("平台规则：有有效期的信息公示到有效期最后一日"), Confidence.Verified);

    public static readonly Withholding NoTask = new("disclosure.no-task",
        "政务共享只为履行职责提供，请写明办理的法定事项代码。", Modes, Confidence.Verified);

    public static readonly Withholding NotShared = new("disclosure.not-shared",
        "现行目录没有把这类信息（或这一条记录）列为政务共享。", Modes, Confidence.Verified);

    public static readonly Withholding NoPurpose = new("disclosure.no-purpose",
        "查询他人的非公开信息，须有信用主体书面授权并约定用途，请写明用途。", new("征信业管理条例", "第18条"), Confidence.Verified);

    public static readonly Withholding NotQueried = new("disclosure.not-queried",
        "现行目录没有把这类信息（或这一条记录）列为授权查询。", Modes, Confidence.Verified);

    public static readonly Withholding OutOfUse = new("disclosure.out-of-use",
        "失信信息已过使用期限，不得再共享、查询或使用。", new("征信业管理条例", "第16条"), Confidence.Verified);
}
