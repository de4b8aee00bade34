using System.Collections.Immutable;
using Xinheng.Model.Catalogue;
using Xinheng.Model.Catalogue.Checking;
using Xinheng.Model.Catalogue.Types;
using Xinheng.Model.Law;

namespace Xinheng.Model.Tests.Catalogue;

/// <summary>A small sound catalogue built by hand, and number checks that know good codes by their first letter.</summary>
internal static class Sample
{
    public static readonly DateOnly Today = new(2026, 4, 15);

    private static readonly Fault Wrong = new("number.wrong", "E05", "不对。");

    public static NumberChecks Numbers { get; } = new(Starting('U', 18), Starting('O', 9), Starting('R', 18));

    public static CodeSet Colours { get; } = new("CS_COLOUR", "颜色",
    [
        new CodeValue("01", "红", ["红色"], false),
        new CodeValue("02", "绿", [], false),
        new CodeValue("99", "其他", [], true),
    ]);

    public static CheckContext Context { get; } = new(Today);

    public static CommonTerms Terms { get; } = new(Numbers, [Field("state", "记录状态", new IntegerField())], ["血型"]);

    public static RetentionRule Kept { get; } = new("R_5Y", "五年", "五年", 5, new Citation("示例条例第1条", Confidence.Verified));

    public static Field Field(string code, string name, FieldType type, bool required = false) => new()
    {
        Code = code,
        Name = name,
        Type = type,
        Requirement = required ? Requirement.Required : Requirement.Optional,
        Openness = type.IsSealed ? FieldOpenness.Closed : FieldOpenness.Open,
    };

    public static ImmutableArray<Field> Fields { get; } =
    [
        Field("NAME", "名称", new TextField(50, false), required: true),
        Field("CODE", "统一社会信用代码", new UnifiedCodeField(Numbers), required: true),
        Field("DOC", "文号", new DocumentNumberField(50), required: true),
        Field("ORG", "机关", new TextField(50, false), required: true),
        Field("DATE", "日期", new DateField(), required: true),
        Field("COLOUR", "颜色", new CodeField(Colours, true)),
        Field("TEXT", "说明", new TextField(500, true)),
    ];

    public static FieldRef Ref(string code) => new(code, Fields.First(f => f.Code == code).Name, Fields.ToList().FindIndex(f => f.Code == code));

    public static CatalogueItem Item(
        ImmutableArray<Field>? fields = null,
        ImmutableArray<FieldRef>? key = null,
        Dictionary<FieldRole, string>? roles = null,
        ImmutableArray<Xinheng.Model.Catalogue.Rules.RowRule>? rules = null,
        ClassRule? severity = null,
        bool withoutClass = false,
        Nature nature = Nature.Adverse,
        SubjectKinds subjects = SubjectKinds.LegalPerson,
        Citation? publicAboutPersons = null,
        ImmutableArray<Citation>? legalBasis = null,
        ImmutableArray<string?>? example = null,
        string code = "X")
    {
        var columns = fields ?? Fields;
        return new CatalogueItem
        {
            Code = code,
            Edition = "1",
            Name = "示例",
            EnglishName = "Sample",
            Category = "示例",
            NationalCategory = "行政管理信息",
            Nature = nature,
            Openness = Openness.Public,
            Subjects = subjects,
            Authority = "某机关",
            Update = new UpdateCycle(UpdateUnit.WorkingDays, 7),
            Retention = Kept,
            LegalBasis = legalBasis ?? [new Citation("示例法第1条", Confidence.Verified)],
            PublicAboutPersons = publicAboutPersons,
            Class = withoutClass ? null : severity ?? new ClassRule.Fixed(AdverseClass.Ordinary, new Citation("示例法第2条", Confidence.Known)),
            ValidFrom = new DateOnly(2015, 1, 1),
            Fields = columns,
            KeyFields = key ?? [Ref("DOC")],
            Roles = new FieldRoles((roles ?? DefaultRoles).Select(r => KeyValuePair.Create(r.Key,
                new FieldRef(r.Value, r.Value, columns.ToList().FindIndex(f => f.Code == r.Value))))),
            Rules = rules ?? [],
            Example = example ?? ["某公司", "U23456789012345678", "某字〔2025〕1号", "某机关", "2025-01-01", "红", null],
            Terms = Terms,
        };
    }

    public static Dictionary<FieldRole, string> DefaultRoles => new()
    {
        [FieldRole.SubjectName] = "NAME",
        [FieldRole.UnifiedCode] = "CODE",
        [FieldRole.DocumentNumber] = "DOC",
        [FieldRole.AuthorityName] = "ORG",
        [FieldRole.DecidedOn] = "DATE",
    };

    public static CataloguePack Pack(params ReadOnlySpan<CatalogueItem> items) => new()
    {
        Edition = new Edition("1", "示例", new DateOnly(2015, 1, 1), null),
        Items = [.. items],
        CodeSets = [Colours],
        RetentionRules = [Kept],
        Terms = Terms,
    };

    private static NumberCheck Starting(char first, int length) => value =>
        value.Length == length && value[0] == first ? new NumberVerdict(value, null) : new NumberVerdict(null, Wrong);
}
