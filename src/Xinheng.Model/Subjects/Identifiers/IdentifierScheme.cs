namespace Xinheng.Model.Subjects.Identifiers;

/// <summary>A kind of number by which subjects are known, with the rules of its standard.</summary>
public abstract class IdentifierScheme(string code, string name, bool isPersonal)
{
    private static readonly Finding Empty = Finding.Error("identifier.empty", "没有填写号码；请填写，或按目录留空该行。");

    public static Uscc Uscc { get; } = new();

    public static OrgCode OrgCode { get; } = new();

    public static ResidentId ResidentId { get; } = new();

    public static BusinessRegistrationNumber BusinessRegistration { get; } = new();

    public static TaxRegistrationNumber TaxRegistration { get; } = new();

    public static InstitutionCertificateNumber InstitutionCertificate { get; } = new();

    public static SocialOrgCertificateNumber SocialOrgCertificate { get; } = new();

    public static PersonalDocument Passport { get; } = new("passport", "护照", 5, 20);

    public static PersonalDocument HongKongMacaoPermit { get; } = new("hk-macao-permit", "港澳居民来往内地通行证", 9, 11);

    public static PersonalDocument TaiwanPermit { get; } = new("taiwan-permit", "台湾居民来往大陆通行证", 8, 12);

    public static PersonalDocument ForeignResidentCard { get; } = new("foreign-resident-card", "外国人永久居留身份证", 15, 18);

    public static IReadOnlyList<IdentifierScheme> All { get; } =
    [
        Uscc, OrgCode, ResidentId, BusinessRegistration, TaxRegistration, InstitutionCertificate, SocialOrgCertificate,
        Passport, HongKongMacaoPermit, TaiwanPermit, ForeignResidentCard,
    ];

    /// <summary>Stable code: <c>uscc</c>, <c>org-code</c>, <c>resident-id</c> …</summary>
    public string Code { get; } = code;

    public string Name { get; } = name;

    /// <summary>Numbers of natural persons: encrypted, never shown, logged or put into a message.</summary>
    public bool IsPersonal { get; } = isPersonal;

    public static IdentifierScheme? Find(string code) => All.FirstOrDefault(scheme => scheme.Code == code);

    /// <summary>The scheme of a code of the national table of ID documents (CS_IDTYPE: 01 身份证 … 05 永久居留身份证).</summary>
    public static IdentifierScheme? OfDocumentType(string type) => type switch
    {
        "01" => ResidentId,
        "02" => Passport,
        "03" => HongKongMacaoPermit,
        "04" => TaiwanPermit,
        "05" => ForeignResidentCard,
        _ => null,
    };

    /// <summary>Normalises and looks at every part; clean numbers cost one list and no new string.</summary>
    public IdentifierCheck Check(string? text, IdentifierContext context)
    {
        var normalised = NumberText.Normalise(text ?? "");
        var kept = Tidy(normalised);
        if (kept.Length == 0)
        {
            return new(kept, [Empty]);
        }

        List<Finding> findings = [];
        Examine(kept, context, findings);
        Compare(normalised, kept, findings);
        return new(kept, findings);
    }

    /// <summary>What the scheme itself changes: a printed hyphen, an old length.</summary>
    protected virtual string Tidy(string normalised) => normalised;

    protected abstract void Examine(string code, IdentifierContext context, List<Finding> findings);

    /// <summary>A scheme that changes more than the spelling says so.</summary>
    protected virtual void Compare(string normalised, string kept, List<Finding> findings)
    {
    }

    public override string ToString() => Code;
}
